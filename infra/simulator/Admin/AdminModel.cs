using GraphQL.Types;
using ShopSupport.Simulator.Admin.Answers;

namespace ShopSupport.Simulator.Admin;

/// <summary>All that the simulated Admin API answers.</summary>
internal static class AdminModel
{
    public static AdminAnswers Answers()
    {
        var answers = new AdminAnswers();
        ShopAnswers.AddTo(answers);
        CustomerAnswers.AddTo(answers);
        GoodsAnswers.AddTo(answers);
        OrderAnswers.AddTo(answers);
        ParcelAnswers.AddTo(answers);
        ReturnAnswers.AddTo(answers);
        ReturnActs.AddTo(answers);
        ContractAnswers.AddTo(answers);
        RootAnswers.AddTo(answers);
        RefundAnswers.AddTo(answers);
        OrderActs.AddTo(answers);
        RefundActs.AddTo(answers);
        CancelActs.AddTo(answers);
        DraftAnswers.AddTo(answers);
        DraftActs.AddTo(answers);
        EditAnswers.AddTo(answers);
        EditActs.AddTo(answers);
        ContractActs.AddTo(answers);
        ContractDraftAnswers.AddTo(answers);
        ContractDraftActs.AddTo(answers);
        CustomerActs.AddTo(answers);
        DiscountActs.AddTo(answers);
        return answers;
    }

    public static ISchema Schema() => Answers().ToSchema();
}
