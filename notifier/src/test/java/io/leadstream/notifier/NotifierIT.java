// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.notifier.webhook.WebhookUrl;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.notification.Channel;
import io.leadstream.schemas.notification.UndeliveredNotification;
import io.leadstream.schemas.notification.UndeliveredReason;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NotifierIT {

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: <([^@]+)@");
    private static final String GRACE = "grace@example.com";

    private final HookServer hooks = HookServer.start();
    private final SmtpServer smtp = SmtpServer.start();
    private final List<NotifierService> notifiers = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>(CLUSTER.settings(2));
    private final Instant now = Instant.now();

    @BeforeAll
    static void publishRoster() {
        TopicProvisioner.provision(
                Settings.of(NotifierSettings.define(), CLUSTER.settings(2)), Topics.all(), List.of());
        CLUSTER.write(Topics.ROSTERS, "1", NotifierRecords.roster(1, "ada.old@sales.example"));
        CLUSTER.write(Topics.ROSTERS, "2", NotifierRecords.roster(2, "ada@sales.example"));
    }

    @BeforeEach
    void configure() {
        settings.put(NotifierSettings.GROUP_ID, TestCluster.uniqueName("notifier"));
        settings.put(NotifierSettings.WEBHOOK_URL, hooks.url());
        settings.put(NotifierSettings.WEBHOOK_SECRET, HookServer.SECRET);
        settings.put(NotifierSettings.MAIL_HOST, "127.0.0.1");
        settings.put(NotifierSettings.MAIL_PORT, smtp.port());
        settings.put(NotifierSettings.MAIL_TLS, "none");
        settings.put(NotifierSettings.MAIL_FROM, "leads@example.com");
        settings.put(NotifierSettings.RETRY_FIRST, 20);
        settings.put(NotifierSettings.RETRY_LONGEST, 100);
        settings.put(CommonSettings.httpPort(NotifierSettings.MODULE), 0);
    }

    @AfterEach
    void close() {
        notifiers.forEach(NotifierService::close);
        hooks.close();
        smtp.close();
    }

    @Test
    void shouldTellEachOnceInOrderWhenTheReceiverIsFlaky() {
        LeadAssignment before = offer("before" + GRACE, now);
        start();
        hooks.answers(hook -> hook.attempt() < 3 ? 503 : 200);
        LeadAssignment offer = offer(GRACE, now);
        LeadAssignment tooOld = offer("old" + GRACE, now.minus(Duration.ofDays(2)));
        AssignmentAlert late = alert(GRACE, AlertKind.ACCEPT_LATE);
        LeadAssignment expired = write(NotifierRecords.offer(GRACE, now)
                .setAssignmentId(Fixtures.leadId("expired"))
                .setKind(AssignmentKind.EXPIRED)
                .build());

        List<String> wanted = List.of(offer.getAssignmentId(), late.getAlertId(), expired.getAssignmentId());
        await("webhooks", () -> assertThat(told()).containsExactlyInAnyOrderElementsOf(wanted));
        await("mails", () -> assertThat(mailed()).hasSize(2));
        assertThat(told()).containsSubsequence(offer.getAssignmentId(), expired.getAssignmentId());
        assertThat(hooks.taken()).allSatisfy(hook -> assertThat(hook.attempt()).isGreaterThanOrEqualTo(3));
        assertThat(hooks.forged()).isEmpty();
        assertThat(hooks.attempts(before.getAssignmentId()))
                .as("came before the first start")
                .isZero();
        assertThat(hooks.attempts(tooOld.getAssignmentId())).isZero();
        await("dead letters of the old one", () -> assertThat(letters())
                .anySatisfy(is(tooOld.getAssignmentId(), Channel.WEBHOOK, UndeliveredReason.TOO_OLD))
                .anySatisfy(is(tooOld.getAssignmentId(), Channel.MAIL, UndeliveredReason.TOO_OLD)));
        assertThat(smtp.mails())
                .allSatisfy(mail -> assertThat(mail).contains("To: ada@sales.example\n"))
                .anySatisfy(mail -> assertThat(mail).contains("Message-ID: <" + offer.getAssignmentId() + "@"))
                .anySatisfy(mail -> assertThat(mail)
                        .contains("Subject: Last call to accept")
                        .contains("In-Reply-To: <" + offer.getAssignmentId() + "@"));
        HookServer.Hook told = hooks.taken().stream()
                .filter(hook -> hook.id().equals(offer.getAssignmentId()))
                .findFirst()
                .orElseThrow();
        assertThat(told.event().path("type").asText()).isEqualTo("io.leadstream.LeadAssignment.v1");
        assertThat(told.event().path("source").asText()).isEqualTo("/leadstream/assignment-stream/lead-assignments");
        assertThat(told.event().path("data").path("leadName").asText()).isEqualTo("Grace Hopper");
        assertThat(told.event()
                        .path("data")
                        .path("candidates")
                        .path(0)
                        .path("result")
                        .asText())
                .isEqualTo("CHOSEN");
        assertThat(told.event().path("data").has("queueReason")).isFalse();
    }

    @Test
    void shouldKeepWhatIsRefusedAsDeadLettersAndGoOn() {
        start();
        hooks.answers(hook -> hook.leadId().equals(Fixtures.leadId("bad" + GRACE)) ? 400 : 200);
        int before = letters().size();
        LeadAssignment refused = offer("bad" + GRACE, now);
        CLUSTER.write(Topics.LEAD_ASSIGNMENTS.name(), Fixtures.leadId("bad" + GRACE), new byte[] {0, 1, 2});
        AssignmentAlert strange = write(NotifierRecords.alert("bad" + GRACE, AlertKind.TOUCH_OVERDUE, now)
                .setRepresentativeId("nobody")
                .build());
        LeadAssignment good = offer("good" + GRACE, now);

        await(
                "the good one",
                () -> assertThat(hooks.taken()).extracting(HookServer.Hook::id).contains(good.getAssignmentId()));
        // The offer and the alert by webhook, the unreadable record by both, the alert by mail to nobody.
        List<ConsumerRecord<String, UndeliveredNotification>> letters =
                CLUSTER.await(Topics.NOTIFICATION_DEAD_LETTERS, before + 5);
        assertThat(letters)
                .anySatisfy(is(refused.getAssignmentId(), Channel.WEBHOOK, UndeliveredReason.REFUSED))
                .anySatisfy(is(strange.getAlertId(), Channel.WEBHOOK, UndeliveredReason.REFUSED))
                .anySatisfy(is(strange.getAlertId(), Channel.MAIL, UndeliveredReason.NO_RECIPIENT))
                .filteredOn(letter -> letter.value().getReason() == UndeliveredReason.UNREADABLE)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(letter -> assertThat(letter.value().getLeadId()).isNull());
        UndeliveredNotification letter = letters.stream()
                .map(ConsumerRecord::value)
                .filter(one -> one.getNotificationId().equals(refused.getAssignmentId()))
                .findFirst()
                .orElseThrow();
        assertThat(letter.getStatus()).isEqualTo(400);
        assertThat(letter.getAttempts()).isEqualTo(1);
        assertThat(letter.getKind()).isEqualTo("assigned");
        assertThat(letter.getReceiver()).startsWith("127.0.0.1:").doesNotContain("hooks");
        assertThat(letter.getReceiverName()).matches("webhook-[0-9a-f]{8}");
        assertThat(letter.getTopic()).isEqualTo("lead-assignments");
        assertThat(hooks.attempts(refused.getAssignmentId())).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAfterTheLastAttempt() {
        settings.put(NotifierSettings.RETRY_ATTEMPTS, 3);
        start();
        hooks.answers(hook -> 0);
        LeadAssignment offer = offer("never" + GRACE, now);

        await("a dead letter", () -> assertThat(letters())
                .anySatisfy(is(offer.getAssignmentId(), Channel.WEBHOOK, UndeliveredReason.GAVE_UP)));
        assertThat(letters())
                .filteredOn(letter -> letter.value().getNotificationId().equals(offer.getAssignmentId()))
                .allSatisfy(letter -> assertThat(letter.value().getAttempts()).isEqualTo(3));
        assertThat(hooks.attempts(offer.getAssignmentId())).isGreaterThanOrEqualTo(3);
        await("the mail", () -> assertThat(mailed()).hasSize(1));
    }

    @Test
    void shouldKeepAnOfferThatEndedBeforeItsMailCouldGoOut() {
        try (SmtpServer busy = SmtpServer.start(to -> "451 later")) {
            settings.put(NotifierSettings.MAIL_PORT, busy.port());
            settings.put(NotifierSettings.RETRY_ATTEMPTS, 100);
            settings.put(NotifierSettings.RETRY_LONGEST, 1_000);
            start();
            LeadAssignment over = write(NotifierRecords.offer("over" + GRACE, now)
                    .setAcceptBy(now.minusSeconds(1))
                    .build());
            LeadAssignment ending = write(NotifierRecords.offer("ending" + GRACE, now)
                    .setAcceptBy(Instant.now().plusSeconds(2))
                    .build());

            await("dead letters", () -> assertThat(letters())
                    .anySatisfy(is(over.getAssignmentId(), Channel.MAIL, UndeliveredReason.EXPIRED))
                    .anySatisfy(is(ending.getAssignmentId(), Channel.MAIL, UndeliveredReason.EXPIRED)));
            long attempts = busy.commands().stream()
                    .filter(line -> line.startsWith("RCPT"))
                    .count();
            UndeliveredNotification letter = letterOf(ending);
            assertThat(letter.getAttempts()).isEqualTo((int) attempts);
            assertThat(letter.getStatus()).isEqualTo(attempts == 0 ? null : Integer.valueOf(451));
            assertThat(letterOf(over).getAttempts()).isZero();
            assertThat(counted("mail", "late")).isEqualTo(2);
        }
    }

    @Test
    void shouldLoseNothingWhenStoppedWhileOneReceiverIsDown() {
        settings.put(NotifierSettings.RETRY_ATTEMPTS, 100);
        settings.put(NotifierSettings.RETRY_LONGEST, 60_000);
        AtomicBoolean up = new AtomicBoolean();
        hooks.answers(hook -> up.get() ? 200 : 503);
        NotifierService first = start();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(offer("down" + i + GRACE, now).getAssignmentId());
        }
        await("mails although the webhook is down", () -> assertThat(mailed()).containsAll(ids));
        await("attempts", () -> assertThat(ids).allMatch(id -> hooks.attempts(id) > 0));
        assertThat(hooks.taken()).isEmpty();

        first.close();
        ids.add(offer("between" + GRACE, now).getAssignmentId());
        up.set(true);
        start();

        await("webhooks", () -> assertThat(told()).containsExactlyInAnyOrderElementsOf(ids));
        await("the mail of the time between", () -> assertThat(mailed()).containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void shouldLeaveItsGroupWhenStoppedWhileAReceiverHangs() {
        hooks.answers(hook -> hook.attempt() == 1 ? hang() : 200);
        NotifierService first = start();
        String offer = offer("hanging" + GRACE, now).getAssignmentId();
        await("an attempt", () -> assertThat(hooks.attempts(offer)).isEqualTo(1));

        first.close();

        String group = settings.get(NotifierSettings.GROUP_ID) + "-webhook-"
                + WebhookUrl.of(hooks.url(), true).name();
        // Well before brokers would notice by themselves that it is gone.
        Awaitility.await("an empty group").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(CLUSTER.admin()
                        .describeConsumerGroups(List.of(group))
                        .all()
                        .get()
                        .values())
                .singleElement()
                .satisfies(described -> assertThat(described.members()).isEmpty()));
        start();
        await("the webhook", () -> assertThat(told()).containsExactly(offer));
    }

    @Test
    void shouldMailNobodyWhenALeadLeavesAQueue() {
        settings.put(NotifierSettings.MAIL_KINDS, "assigned,released");
        start();
        LeadAssignment released = write(NotifierRecords.offer("queue" + GRACE, now)
                .setAssignmentId(Fixtures.leadId("released from a queue"))
                .setKind(AssignmentKind.RELEASED)
                .setRepresentativeId(null)
                .setRepresentativeEmail(null)
                .build());
        LeadAssignment after = offer("queue" + GRACE, now);

        await("the mail after it", () -> assertThat(mailed()).contains(after.getAssignmentId()));
        assertThat(letters())
                .extracting(letter -> letter.value().getNotificationId())
                .doesNotContain(released.getAssignmentId());
    }

    @Test
    void shouldShareAndHandOverWhenInstancesComeAndGo() {
        NotifierService first = start();
        start();
        List<String> offered = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            if (i == 30) {
                first.close();
            }
            offered.add(offer("shared" + i + GRACE, now).getAssignmentId());
            accepted.add(accepted("shared" + i + GRACE).getAssignmentId());
        }

        // What was on its way when the first one stopped may come twice: at least once is what is promised.
        await("webhooks", () -> assertThat(told())
                .containsAll(offered)
                .containsAll(accepted)
                .hasSize(120));
        await("mails", () -> assertThat(mailed()).containsExactlyInAnyOrderElementsOf(offered));
        List<String> order = told();
        for (int i = 0; i < 60; i++) {
            assertThat(order.indexOf(offered.get(i)))
                    .as("order of lead %d", i)
                    .isLessThan(order.indexOf(accepted.get(i)));
        }
    }

    private NotifierService start() {
        NotifierService notifier = NotifierService.create(Settings.of(NotifierSettings.define(), settings));
        notifiers.add(notifier);
        notifier.start();
        Awaitility.await("a ready notifier").atMost(PATIENCE).until(notifier::ready);
        return notifier;
    }

    /** Ids as webhooks took them, without repeats: at least once is what is promised. */
    private List<String> told() {
        return hooks.taken().stream().map(HookServer.Hook::id).distinct().toList();
    }

    /** Ids that mails told, without repeats. */
    private Set<String> mailed() {
        return smtp.mails().stream()
                .map(MESSAGE_ID::matcher)
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .collect(Collectors.toSet());
    }

    private static List<ConsumerRecord<String, UndeliveredNotification>> letters() {
        return CLUSTER.read(Topics.NOTIFICATION_DEAD_LETTERS);
    }

    private static UndeliveredNotification letterOf(LeadAssignment assignment) {
        return letters().stream()
                .map(ConsumerRecord::value)
                .filter(letter -> letter.getNotificationId().equals(assignment.getAssignmentId()))
                .filter(letter -> letter.getChannel() == Channel.MAIL)
                .findFirst()
                .orElseThrow();
    }

    private static int hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private double counted(String channel, String outcome) {
        return Metrics.process()
                .registry()
                .get("leadstream.notifications")
                .tag("channel", channel)
                .tag("outcome", outcome)
                .tag("receiver", "127.0.0.1:" + settings.get(NotifierSettings.MAIL_PORT))
                .counter()
                .count();
    }

    private LeadAssignment accepted(String email) {
        String leadId = Fixtures.leadId(email);
        return write(NotifierRecords.offer(email, now)
                .setAssignmentId(Decisions.id(leadId, 1, AssignmentKind.ACCEPTED))
                .setKind(AssignmentKind.ACCEPTED)
                .build());
    }

    private static LeadAssignment offer(String email, Instant at) {
        return write(NotifierRecords.offer(email, at).build());
    }

    private static LeadAssignment write(LeadAssignment assignment) {
        CLUSTER.write(Topics.LEAD_ASSIGNMENTS, assignment.getLeadId(), assignment);
        return assignment;
    }

    private AssignmentAlert alert(String email, AlertKind kind) {
        return write(NotifierRecords.alert(email, kind, now).build());
    }

    private static AssignmentAlert write(AssignmentAlert alert) {
        CLUSTER.write(Topics.ASSIGNMENT_ALERTS, alert.getLeadId(), alert);
        return alert;
    }

    private static ThrowingConsumer<ConsumerRecord<String, UndeliveredNotification>> is(
            String notificationId, Channel channel, UndeliveredReason reason) {
        return letter -> {
            assertThat(letter.value().getNotificationId()).isEqualTo(notificationId);
            assertThat(letter.value().getChannel()).isEqualTo(channel);
            assertThat(letter.value().getReason()).isEqualTo(reason);
            assertThat(letter.key()).isEqualTo(letter.value().getLeadId());
        };
    }

    private static void await(String what, ThrowingRunnable holds) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(holds);
    }
}
