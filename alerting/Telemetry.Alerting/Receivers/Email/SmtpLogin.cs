using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Signs in at a mail server: CRAM-MD5 with a secret, PLAIN or LOGIN with a password and only over TLS.</summary>
internal sealed class SmtpLogin(EmailOptions options)
{
    /// <summary>Signs in, where the settings have a user name.</summary>
    /// <exception cref="SmtpException">It could not, or the settings cannot be read.</exception>
    public async ValueTask SignInAsync(SmtpConnection connection, SmtpCapabilities server, CancellationToken cancellationToken)
    {
        if (options.AuthUsername is not { Length: > 0 } user) return;
        var reply = options.CramSecret.IsGiven && server.Mechanisms.Contains("CRAM-MD5")
            ? await SignInByCramAsync(connection, user, Read(options.CramSecret), cancellationToken).ConfigureAwait(false)
            : await SignInByPasswordAsync(connection, server, user, cancellationToken).ConfigureAwait(false);
        if (!reply.IsDone) throw SmtpException.Of(reply);
    }

    private async ValueTask<SmtpReply> SignInByPasswordAsync(SmtpConnection connection, SmtpCapabilities server, string user, CancellationToken cancellationToken)
    {
        if (!connection.IsEncrypted) throw new SmtpException(DeliveryOutcome.Refused, "a password is not sent without TLS, and the mail server offers none");
        if (!options.Password.IsGiven) throw new SmtpException(DeliveryOutcome.Refused, "the mail server offers no CRAM-MD5; give auth_password_file");
        var password = Read(options.Password);
        if (server.Mechanisms.Contains("PLAIN"))
        {
            return await connection.AskAsync($"AUTH PLAIN {Encode($"{options.AuthIdentity}\0{user}\0{password}")}", cancellationToken).ConfigureAwait(false);
        }

        if (!server.Mechanisms.Contains("LOGIN")) throw new SmtpException(DeliveryOutcome.Refused, "the mail server offers neither PLAIN nor LOGIN");
        var reply = await connection.AskAsync("AUTH LOGIN", cancellationToken).ConfigureAwait(false);
        if (reply.IsWaiting) reply = await connection.AskAsync(Encode(user), cancellationToken).ConfigureAwait(false);
        return reply.IsWaiting ? await connection.AskAsync(Encode(password), cancellationToken).ConfigureAwait(false) : reply;
    }

    private static async ValueTask<SmtpReply> SignInByCramAsync(SmtpConnection connection, string user, string secret, CancellationToken cancellationToken)
    {
        var challenge = await connection.AskAsync("AUTH CRAM-MD5", cancellationToken).ConfigureAwait(false);
        if (!challenge.IsWaiting) return challenge;
        var nonce = new byte[1024];
        if (!Convert.TryFromBase64String(challenge.Lines[0].Trim(), nonce, out var length)) throw new SmtpException(DeliveryOutcome.Unavailable, "the challenge is no base64");
        var digest = Digest(Encoding.UTF8.GetBytes(secret), nonce.AsSpan(0, length));
        return await connection.AskAsync(Encode($"{user} {digest}"), cancellationToken).ConfigureAwait(false);
    }

#pragma warning disable CA5351 // RFC 2195 has no other hash; the secret stays secret in an HMAC.
    private static string Digest(byte[] secret, ReadOnlySpan<byte> nonce) => Convert.ToHexStringLower(HMACMD5.HashData(secret, nonce));
#pragma warning restore CA5351

    private static string Read(SecretSource source) =>
        source.TryRead(out var secret, out var fault) ? secret : throw new SmtpException(DeliveryOutcome.Unavailable, fault);

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
