using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Telemetry.Alerting.Receivers.Http;

namespace Telemetry.Alerting.Receivers.Email;

/// <summary>Hands a mail to the mail server (RFC 5321): 4yz is tried again, 5yz is not, and only 2yz after the final dot is a success.</summary>
internal sealed class SmtpDelivery(EmailOptions options, EgressGuard guard, TimeProvider time)
{
    private readonly SmtpLogin _login = new(options);

    /// <summary>Tries once. Faults of network and server are results, not exceptions.</summary>
    public async ValueTask<DeliveryResult> SendAsync(Mail mail, string receipt, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var recipients = new MailRecipients(mail.MessageId, receipt);
        var isAmbiguous = new StrongBox();
        try
        {
            var result = await ConverseAsync(mail, recipients, isAmbiguous, either.Token).ConfigureAwait(false);
            return result with { Detail = Clean(result.Detail) };
        }
        catch (SmtpException fault)
        {
            return new(fault.Outcome, Clean(fault.Message), isAmbiguous.Value);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(DeliveryOutcome.Unavailable, $"not done within {timeout.TotalSeconds} s", isAmbiguous.Value);
        }
        catch (ForbiddenAddressException forbidden)
        {
            return new(DeliveryOutcome.Refused, forbidden.Message);
        }
        catch (Exception fault) when (fault is IOException or SocketException or AuthenticationException)
        {
            return new(DeliveryOutcome.Unavailable, Describe(fault), isAmbiguous.Value);
        }
    }

    private async ValueTask<DeliveryResult> ConverseAsync(Mail mail, MailRecipients recipients, StrongBox isAmbiguous, CancellationToken cancellationToken)
    {
        if (!Smarthost.TryParse(options.Smarthost, out var host)) throw new SmtpException(DeliveryOutcome.Refused, "smarthost is no host:port");
        var stream = await guard.ConnectAsync(new DnsEndPoint(host.Host, host.Port), cancellationToken).ConfigureAwait(false);
        await using var connection = new SmtpConnection(stream);
        var server = await OpenAsync(connection, host, cancellationToken).ConfigureAwait(false);
        await _login.SignInAsync(connection, server, cancellationToken).ConfigureAwait(false);
        if (server.MaxSizeBytes < mail.Content.Length) throw new SmtpException(DeliveryOutcome.Rejected, $"the mail has {mail.Content.Length} bytes, the server takes {server.MaxSizeBytes}");
        var envelope = await AddressAsync(connection, mail, recipients, cancellationToken).ConfigureAwait(false);
        var sent = await SendContentAsync(connection, mail, isAmbiguous, cancellationToken).ConfigureAwait(false);
        foreach (var taken in envelope.Taken) recipients.Settle(taken);
        await SayGoodbyeAsync(connection, cancellationToken).ConfigureAwait(false);
        return envelope.Result(sent, recipients.Receipt);
    }

    private async ValueTask<SmtpCapabilities> OpenAsync(SmtpConnection connection, Smarthost host, CancellationToken cancellationToken)
    {
        var tls = ReceiverTls.Options(options.TlsConfig ?? new TlsConfigOptions(), host.Host);
        if (host.Port == Smarthost.ImplicitTlsPort) await connection.EncryptAsync(tls, cancellationToken).ConfigureAwait(false);
        Demand(await connection.ReadReplyAsync(cancellationToken).ConfigureAwait(false));
        var server = await GreetAsync(connection, cancellationToken).ConfigureAwait(false);
        if (connection.IsEncrypted) return server;
        if (!server.HasStartTls)
        {
            return options.RequireTls
                ? throw new SmtpException(DeliveryOutcome.Refused, "the mail server offers no STARTTLS, and require_tls asks for it")
                : server;
        }

        Demand(await connection.AskAsync("STARTTLS", cancellationToken).ConfigureAwait(false));
        await connection.EncryptAsync(tls, cancellationToken).ConfigureAwait(false);
        return await GreetAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SmtpCapabilities> GreetAsync(SmtpConnection connection, CancellationToken cancellationToken) =>
        new(Demand(await connection.AskAsync($"EHLO {options.Hello}", cancellationToken).ConfigureAwait(false)));

    private static async ValueTask<SmtpEnvelope> AddressAsync(SmtpConnection connection, Mail mail, MailRecipients recipients, CancellationToken cancellationToken)
    {
        Demand(await connection.AskAsync($"MAIL FROM:<{mail.From}>", cancellationToken).ConfigureAwait(false));
        var envelope = new SmtpEnvelope();
        for (var i = 0; i < mail.Recipients.Count; i++)
        {
            if (recipients.IsSettled(i)) continue;
            var reply = await connection.AskAsync($"RCPT TO:<{mail.Recipients[i]}>", cancellationToken).ConfigureAwait(false);
            envelope.Add(i, reply);
            if (!reply.IsDone && !reply.IsTransient) recipients.Settle(i);
        }

        return envelope.Fault is { } fault ? throw fault : envelope;
    }

    private static async ValueTask<SmtpReply> SendContentAsync(SmtpConnection connection, Mail mail, StrongBox isAmbiguous, CancellationToken cancellationToken)
    {
        var ready = await connection.AskAsync("DATA", cancellationToken).ConfigureAwait(false);
        if (!ready.IsWaiting) throw SmtpException.Of(ready, toTheMessage: true);

        // From the first byte of the final dot on nobody knows whether a server that falls silent has the mail.
        await connection.WriteAsync(SmtpData.Stuffed(mail.Content), cancellationToken).ConfigureAwait(false);
        isAmbiguous.Value = true;
        await connection.WriteAsync(SmtpData.End, cancellationToken).ConfigureAwait(false);
        var reply = await connection.ReadReplyAsync(cancellationToken).ConfigureAwait(false);
        isAmbiguous.Value = false;
        return Demand(reply, toTheMessage: true);
    }

    // The mail is the server's; how the conversation ends changes nothing.
    private static async ValueTask SayGoodbyeAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.AskAsync("QUIT", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is SmtpException or IOException or OperationCanceledException)
        {
        }
    }

    private static SmtpReply Demand(SmtpReply reply, bool toTheMessage = false) => reply.IsDone ? reply : throw SmtpException.Of(reply, toTheMessage);

    private static string Describe(Exception fault) => fault switch
    {
        AuthenticationException => "TLS failed: check the mail server's certificate and tls_config",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "the name was not found",
        SocketException => "no connection",
        _ => "the connection broke off",
    };

    private string Clean(string detail)
    {
        var secrets = new[] { options.Password, options.CramSecret }.Where(source => source.IsGiven);
        return AnswerText.Clean(detail, [.. secrets.Select(source => source.TryRead(out var secret, out _) ? secret : "")]);
    }

    private sealed class StrongBox
    {
        public bool Value { get; set; }
    }
}
