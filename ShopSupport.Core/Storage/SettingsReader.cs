using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ShopSupport.Core.Storage;

/// <summary>Reads sections of the settings into options, and collects what is wrong, so that a start names everything at once.</summary>
public sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>A section; a value that cannot be read keeps its default and is a problem, an empty one counts as absent.</summary>
    public T Read<T>(string section)
        where T : new()
    {
        object options = new T();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true))
        {
            var value = configuration.GetSection(section).GetSection(property.Name);
            if (value.Value is { Length: > 0 } || value.GetChildren().Any())
            {
                Bind(options, property, value);
            }
        }

        return (T)options;
    }

    /// <summary>Adds a problem, in a sentence that names the setting.</summary>
    public void Refuse(string sentence) => _problems.Add(sentence);

    /// <summary>Adds a problem unless something is so.</summary>
    public void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            Refuse(otherwise);
        }
    }

    /// <summary>Does something that may find a setting wrong.</summary>
    public void Try(Action check)
    {
        try
        {
            check();
        }
        catch (SettingException e)
        {
            Refuse(e.Message);
        }
    }

    /// <exception cref="SettingException">There were problems; the message is all of them.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0)
        {
            throw new SettingException(string.Join('\n', _problems.Distinct(StringComparer.Ordinal)));
        }
    }

    private void Bind(object options, PropertyInfo property, IConfigurationSection value)
    {
        try
        {
            var bound = value.Get(property.PropertyType);
            if (bound is Enum && !Enum.IsDefined(property.PropertyType, bound))
            {
                throw new InvalidOperationException();
            }

            property.SetValue(options, bound);
        }
        catch (InvalidOperationException)
        {
            Refuse($"{value.Path} holds '{value.Value}'; it takes {Takes(property.PropertyType)}.");
        }
    }

    private static string Takes(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? string.Join(" or ", Enum.GetNames(plain))
            : plain == typeof(bool) ? "true or false"
            : "a whole number";
    }
}
