namespace ShopSupport.Simulator.Admin.Answers;

/// <summary>What an app can do to customers.</summary>
internal static class CustomerActs
{
    public static void AddTo(AdminAnswers answers)
    {
        answers.Writing["customerUpdate"] = "write_customers";
        answers.Root("Mutation", new() { ["customerUpdate"] = Update });
    }

    private static Payload Update(Ask ask)
    {
        var input = ask.Input("input");
        input.OnlyHeld("CustomerInput", "id", "note", "firstName", "lastName", "email", "phone", "locale", "tags");
        return Payload.Of(
            () =>
            {
                var id = input.Text("id") is { } gid && Gid.Read(gid, "Customer") is { } read ? read : throw new Shop.ShopRefusalException("Customer does not exist");
                if (input.Text("email") is { } mail && ask.Shop.Customers.All().Any(other => other.Id != id && string.Equals(other.Email, mail, StringComparison.OrdinalIgnoreCase)))
                {
                    return Payload.Refusing("userErrors", [new(["email"], "Email has already been taken")]);
                }

                ask.Caller.Acts.ChangeCustomer(id, customer => customer with
                {
                    Note = input.Text("note", customer.Note),
                    FirstName = input.Text("firstName", customer.FirstName),
                    LastName = input.Text("lastName", customer.LastName),
                    Email = input.Text("email", customer.Email),
                    Phone = input.Text("phone", customer.Phone),
                    Locale = input.Text("locale", customer.Locale) ?? customer.Locale,
                    Tags = input.ContainsKey("tags") ? input.Texts("tags") : customer.Tags,
                });
                return new() { ["customer"] = ask.Shop.Customers.Find(id) };
            },
            ["id"]);
    }
}
