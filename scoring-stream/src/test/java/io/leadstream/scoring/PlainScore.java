// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Grade;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A lead's score by definition: from the set of its events, a rule set and a day, with nothing kept between. It shares no
 * code with the product.
 */
final class PlainScore {

    /** A rule set. */
    record PlainRules(List<PlainRule> rules, int dailyLimit, int qualifyAt, int salesAt, Instant publishedAt) {}

    /** Something that counts. */
    record Hit(String type, Instant at) {

        long day() {
            return PlainScore.day(at);
        }
    }

    private final PlainRules model;
    final PlainCycle cycle;
    private final List<Hit> hits = new ArrayList<>();
    private final List<LeadCommand> adjustments = new ArrayList<>();
    private final @Nullable String title;
    private final boolean mayMail;
    private final long latestDay;

    final long knownDay;
    final Instant createdAt;
    final Instant updatedAt;
    final Instant firstReceivedAt;

    PlainScore(List<SpecificRecord> events, PlainRules model) {
        this.model = model;
        List<Instant> occurred = new ArrayList<>();
        List<Instant> received = new ArrayList<>();
        long known = Long.MIN_VALUE;
        for (SpecificRecord event : events) {
            if (event instanceof CapturedLead capture) {
                occurred.add(capture.getOccurredAt());
                received.add(capture.getReceivedAt());
                if (capture.getSourceKind() != SourceKind.API) {
                    boolean chat = capture.getSourceKind() == SourceKind.LIVE_CHAT;
                    hits.add(new Hit(chat ? "chat_message" : "form_submitted", capture.getOccurredAt()));
                }
            } else if (event instanceof Activity activity) {
                occurred.add(activity.getOccurredAt());
                received.add(activity.getReceivedAt());
                hits.add(new Hit(activity.getType(), activity.getOccurredAt()));
            } else if (event instanceof LeadCommand command) {
                adjustments.add(command);
                known = Math.max(known, day(command.getReceivedAt()));
            } else if (event instanceof CommandOutcome outcome) {
                known = Math.max(known, day(outcome.getAt()));
            }
        }
        adjustments.sort(Comparator.comparing(LeadCommand::getCommandId));
        createdAt = occurred.stream().min(Comparator.naturalOrder()).orElseThrow();
        updatedAt = occurred.stream().max(Comparator.naturalOrder()).orElseThrow();
        firstReceivedAt = received.stream().min(Comparator.naturalOrder()).orElseThrow();
        Instant lastReceived = received.stream().max(Comparator.naturalOrder()).orElseThrow();
        latestDay = day(updatedAt);
        knownDay = Math.max(known, Math.max(latestDay, day(lastReceived)));
        title = titleOf(events);
        mayMail = mayMailOf(events);
        cycle = new PlainCycle(events, hits, model);
    }

    static long day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
    }

    private static @Nullable String titleOf(List<SpecificRecord> events) {
        return events.stream()
                .filter(CapturedLead.class::isInstance)
                .map(CapturedLead.class::cast)
                .filter(capture -> capture.getTitle() != null)
                .max(Comparator.comparing(CapturedLead::getOccurredAt).thenComparing(CapturedLead::getEventId))
                .map(CapturedLead::getTitle)
                .orElse(null);
    }

    /** The latest answer; at the same time, no. */
    private static boolean mayMailOf(List<SpecificRecord> events) {
        Map<Instant, Boolean> answers = new TreeMap<>();
        for (SpecificRecord event : events) {
            if (event instanceof CapturedLead capture && capture.getOptInEmail() != null) {
                answers.merge(capture.getOccurredAt(), capture.getOptInEmail(), Boolean::logicalAnd);
            } else if (event instanceof Activity activity && activity.getType().equals("unsubscribed")) {
                answers.put(activity.getOccurredAt(), false);
            }
        }
        return answers.values().stream().reduce(false, (earlier, later) -> later);
    }

    /** The day of the lead's score when the clock has come to a day: the last on which something else was announced. */
    long asOf(long today) {
        long first = Math.max(knownDay, day(model.publishedAt()));
        long asOf = first;
        List<Object> before = announced(first);
        for (long day = first + 1; day <= today; day++) {
            List<Object> then = announced(day);
            if (!then.equals(before)) {
                asOf = day;
            }
            before = then;
        }
        return asOf;
    }

    private List<Object> announced(long day) {
        int score = score(day);
        return List.of(
                grade(score),
                score >= model.qualifyAt(),
                score >= model.salesAt(),
                inForce(day).size());
    }

    static Grade grade(int score) {
        int tens = Math.max(0, Math.min(5, score / 10 - 4));
        return List.of(Grade.F, Grade.D, Grade.C, Grade.B, Grade.A, Grade.A_PLUS)
                .get(tens);
    }

    int score(long day) {
        return Math.max(0, Math.min(100, total(day)));
    }

    int total(long day) {
        return lines(day).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Points by rule, in order. */
    Map<String, Integer> lines(long day) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (PlainRule rule : model.rules()) {
            if ((rule.group() == null || !taken.contains(rule.group())) && holds(rule, day)) {
                lines.put(rule.id(), rule.kind() == PlainRule.Kind.EACH ? each(rule, day) : rule.points());
                if (rule.group() != null) {
                    taken.add(rule.group());
                }
            }
        }
        for (LeadCommand adjustment : inForce(day)) {
            lines.put("manual:" + adjustment.getCommandId(), ((AdjustScore) adjustment.getOrder()).getPoints());
        }
        return lines;
    }

    List<LeadCommand> inForce(long day) {
        return adjustments.stream()
                .filter(command -> {
                    String until = ((AdjustScore) command.getOrder()).getUntil();
                    return until == null || LocalDate.parse(until).toEpochDay() >= day;
                })
                .toList();
    }

    private boolean holds(PlainRule rule, long day) {
        long newest = hits.stream()
                .filter(hit -> hit.type().equals(rule.about()))
                .mapToLong(Hit::day)
                .max()
                .orElse(Long.MIN_VALUE);
        boolean ever = newest != Long.MIN_VALUE;
        return switch (rule.kind()) {
            case EACH -> ever;
            case COUNT_OVER ->
                counted(rule.about()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        > rule.number();
            case SINCE_AT_MOST -> ever && day - newest <= rule.number();
            case SINCE_OVER -> ever && day - newest > rule.number();
            case CREATED_WITHIN -> day - day(createdAt) <= rule.number();
            case TITLE_HAS -> title != null && title.contains(rule.about());
            case MAY_MAIL -> mayMail;
        };
    }

    /** Hits of a type by day, as far as they count; days more than 400 before the latest event are one. */
    private Map<Long, Long> counted(String type) {
        Map<Long, Long> byDay = new TreeMap<>();
        hits.stream()
                .filter(hit -> hit.type().equals(type))
                .forEach(hit -> byDay.merge(Math.max(hit.day(), latestDay - 401), 1L, Long::sum));
        byDay.replaceAll((day, hitsThen) -> Math.min(hitsThen, model.dailyLimit()));
        return byDay;
    }

    private int each(PlainRule rule, long day) {
        long parts = 0;
        for (var entry : counted(rule.about()).entrySet()) {
            long age = day - entry.getKey();
            double left = rule.halfLife() == null ? 1 : StrictMath.pow(2, -(double) age / rule.halfLife());
            boolean gone = rule.halfLife() != null && age > 21L * rule.halfLife();
            parts += gone ? 0 : entry.getValue() * Math.round(left * 1_048_576);
        }
        long exact = Math.abs(rule.points() * parts);
        long points = (exact + 524_288) / 1_048_576 * Integer.signum(rule.points());
        return (int) (rule.cap() == null ? points : Math.max(-rule.cap(), Math.min(rule.cap(), points)));
    }
}
