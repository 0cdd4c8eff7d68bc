using System.Globalization;

namespace Telemetry.Testing.Receivers;

/// <summary>Exim's settings for <see cref="MailServer"/>, everything in one folder.</summary>
internal static class MailServerSettings
{
    /// <summary>The file's text. <c>$</c> begins exim's own expansions.</summary>
    public static string Of(string folder, int port, string user, string password, IEnumerable<string> mechanisms) => Template
        .Replace("FOLDER", folder, StringComparison.Ordinal)
        .Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        + string.Concat(mechanisms.Select(MechanismOf)).Replace("USER", user, StringComparison.Ordinal).Replace("SECRET", password, StringComparison.Ordinal);

    private const string Template = """
        primary_hostname = mail.example.com
        daemon_smtp_ports = PORT
        local_interfaces = 127.0.0.1
        spool_directory = FOLDER/spool
        log_file_path = FOLDER/log/%slog
        pid_file_path = FOLDER/exim.pid
        tls_advertise_hosts = *
        tls_certificate = FOLDER/certificate.pem
        tls_privatekey = FOLDER/key.pem
        auth_advertise_hosts = *
        message_size_limit = 200K
        host_lookup =
        rfc1413_hosts =
        keep_environment =
        acl_smtp_rcpt = acl_rcpt

        begin acl
        acl_rcpt:
          deny    message = sign in first
                  !authenticated = *
          deny    message = no such user
                  local_parts = nobody
          defer   message = mailbox busy
                  local_parts = busy
          accept

        begin routers
        boxes:
          driver = accept
          local_parts = lsearch;FOLDER/users
          transport = box

        begin transports
        box:
          driver = appendfile
          directory = FOLDER/mail/$local_part_data
          maildir_format
          create_directory
          user = Debian-exim

        begin authenticators

        """;

    private static string MechanismOf(string mechanism) => mechanism switch
    {
        "PLAIN" => """
            plain:
              driver = plaintext
              public_name = PLAIN
              server_prompts = :
              server_condition = ${if and{{eq{$auth2}{USER}}{eq{$auth3}{SECRET}}}}
              server_set_id = $auth2

            """,
        "LOGIN" => """
            login:
              driver = plaintext
              public_name = LOGIN
              server_prompts = Username:: : Password::
              server_condition = ${if and{{eq{$auth1}{USER}}{eq{$auth2}{SECRET}}}}
              server_set_id = $auth1

            """,
        "CRAM-MD5" => """
            cram:
              driver = cram_md5
              public_name = CRAM-MD5
              server_secret = ${if eq{$auth1}{USER}{SECRET}fail}
              server_set_id = $auth1

            """,
        _ => throw new ArgumentOutOfRangeException(nameof(mechanism), mechanism, "PLAIN, LOGIN or CRAM-MD5"),
    };
}
