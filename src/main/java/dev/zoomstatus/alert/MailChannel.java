package dev.zoomstatus.alert;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Mails digests to {@code alert.mail-to} by the server that {@code quarkus.mailer.*} names. */
@ApplicationScoped
public class MailChannel implements Channel {

    private final AlertSettings settings;
    private final ReactiveMailer mailer;

    /** Mails with the given mailer. */
    public MailChannel(AlertSettings settings, ReactiveMailer mailer) {
        this.settings = settings;
        this.mailer = mailer;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String key() {
        return "quarkus.mailer.host";
    }

    @Override
    public boolean isOn() {
        return settings.mailTo().isPresent();
    }

    @Override
    public CompletableFuture<Void> send(Digest digest) {
        return mailer.send(mail(digest))
                .onFailure(SMTPException.class)
                .transform(MailChannel::answered)
                .subscribeAsCompletionStage();
    }

    /** Plain text; nothing that others sent stands in a header. */
    private Mail mail(Digest digest) {
        List<String> to =
                settings.mailTo().orElseThrow().stream().map(String::strip).toList();
        return new Mail()
                .setTo(to)
                .setSubject("zoom-user-status alert: " + digest.kind() + " (" + digest.count() + ")")
                .setText(body(digest));
    }

    private static String body(Digest digest) {
        String more = digest.count() > digest.examples().size()
                ? "\nThese are the first " + digest.examples().size() + ".\n"
                : "";
        return digest.kind() + ": " + digest.count() + " " + digest.kind().words() + "\n"
                + "from " + digest.since() + " to " + digest.until() + "\n\n"
                + String.join("\n", digest.examples()) + "\n" + more;
    }

    /** What a mail server says may name addresses; its number does not. */
    private static UndeliveredException answered(Throwable answer) {
        return UndeliveredException.later("it answers " + ((SMTPException) answer).getReplyCode(), Duration.ZERO);
    }
}
