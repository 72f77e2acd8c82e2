namespace ShopSupport.Core.Storage;

/// <summary>Settings that cannot work, one sentence a line, each naming its setting. Hosts print the message and stop.</summary>
public sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
