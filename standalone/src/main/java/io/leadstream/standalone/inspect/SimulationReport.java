// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.domain.simulation.Fate;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a simulation came to: who would have got how much, against the weights, and how long leads would have waited. */
public final class SimulationReport {

    private static final int MEDIAN = 50;
    private static final int MOST = 90;

    private final List<Fate> fates;
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final List<Duration> waits;

    public SimulationReport(List<Fate> fates, Roster roster) {
        this.fates = fates;
        for (Representative person : roster.getRepresentatives()) {
            shares.put(person.getId(), new Share(person.getName(), person.getTeam(), person.getWeight()));
        }
        for (Fate fate : fates) {
            count(fate);
        }
        this.waits = fates.stream()
                .map(Fate::waited)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
    }

    private void count(Fate fate) {
        LeadAssignment offer = fate.offer();
        String first = offer == null ? null : offer.getRepresentativeId();
        Share got = share(first);
        if (got != null) {
            got.first++;
        }
        Share has = share(fate.owner());
        if (has != null) {
            has.last++;
            has.accepted += fate.accepted() ? 1 : 0;
        }
        Share had = share(fate.lead().owner());
        if (had != null) {
            had.recorded++;
        }
    }

    private @Nullable Share share(@Nullable String person) {
        return person == null ? null : shares.computeIfAbsent(person, id -> new Share(id, "not in the roster", 0));
    }

    /** Prints tables. */
    public void print(Terminal terminal) {
        terminal.heading("  Who would have got how many leads");
        Table table = new Table()
                .text("representative")
                .text("team")
                .number("offered")
                .number("share")
                .number("by weight")
                .number("in the end")
                .number("accepted")
                .number("on record");
        for (Share share : shares.values()) {
            table.row(
                    share.name,
                    share.team,
                    share.first,
                    Numbers.share(share.first, inTeam(share.team)),
                    Numbers.share(share.weight, weightOf(share.team)),
                    share.last,
                    share.accepted,
                    share.recorded);
        }
        table.print(terminal);
        terminal.heading("  What would have come of " + Numbers.grouped(fates.size()) + " leads");
        Table sums = new Table().text("what").number("leads").text("");
        sums.row(
                "offered at once",
                count(fate -> Duration.ZERO.equals(fate.waited())),
                of(fate -> Duration.ZERO.equals(fate.waited())));
        sums.row("waited first", count(this::waited), waitingTimes());
        sums.row("still wait at the end", count(Fate::waits), of(Fate::waits));
        // Also of those who waited after somebody had let an offer run out.
        queueReasons().forEach((reason, leads) -> sums.row("queued: " + reason.replace('_', ' '), leads, ""));
        sums.row("accepted", count(Fate::accepted), of(Fate::accepted));
        sums.row("ran out of time at least once", count(fate -> fate.expired() > 0), expired() + " offers");
        sums.row("went to a manager", count(Fate::escalated), of(Fate::escalated));
        sums.row("to somebody else than on record", count(Fate::moved), of(Fate::moved));
        sums.print(terminal);
    }

    /** The same as JSON, with every lead. */
    public ObjectNode json() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("leads", fates.size())
                .put("offeredAtOnce", count(fate -> Duration.ZERO.equals(fate.waited())))
                .put("waited", count(this::waited))
                .put("stillWaiting", count(Fate::waits))
                .put("accepted", count(Fate::accepted))
                .put("expiredOffers", expired())
                .put("leadsWithExpiredOffers", count(fate -> fate.expired() > 0))
                .put("escalated", count(Fate::escalated))
                .put("otherThanRecorded", count(Fate::moved));
        body.putObject("waitSeconds")
                .put("median", percentile(MEDIAN).toMillis() / 1e3)
                .put("p90", percentile(MOST).toMillis() / 1e3)
                .put("longest", percentile(100).toMillis() / 1e3);
        ObjectNode reasons = body.putObject("queueReasons");
        queueReasons().forEach(reasons::put);
        ArrayNode people = body.putArray("representatives");
        shares.forEach((id, share) -> people.addObject()
                .put("representativeId", id)
                .put("teamId", share.team)
                .put("weight", share.weight)
                .put("firstOffers", share.first)
                .put("share", ratio(share.first, inTeam(share.team)))
                .put("shareByWeight", ratio(share.weight, weightOf(share.team)))
                .put("inTheEnd", share.last)
                .put("accepted", share.accepted)
                .put("recorded", share.recorded));
        ArrayNode leads = body.putArray("decisions");
        fates.forEach(fate -> describe(leads.addObject(), fate));
        return body;
    }

    private static void describe(ObjectNode node, Fate fate) {
        LeadAssignment offer = fate.offer();
        node.put("leadId", fate.lead().profile().getLeadId())
                .put("arrivedAt", fate.arrivedAt().toString())
                .put("offeredAt", offer == null ? null : offer.getDecidedAt().toString())
                .put("firstOwner", offer == null ? null : offer.getRepresentativeId())
                .put("recordedOwner", fate.lead().owner())
                .put("owner", fate.owner())
                .put("offers", fate.offers())
                .put("expired", fate.expired())
                .put("accepted", fate.accepted())
                .put("escalated", fate.escalated())
                .put("queueReason", fate.queueReason())
                .put("waits", fate.waits())
                .put("explanation", offer == null ? null : offer.getExplanation());
    }

    private Map<String, Integer> queueReasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Fate fate : fates) {
            String reason = fate.queueReason();
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        return reasons;
    }

    private boolean waited(Fate fate) {
        Duration waited = fate.waited();
        return waited != null && !waited.isZero();
    }

    private String waitingTimes() {
        return waits.isEmpty()
                ? ""
                : "of all: median " + Numbers.duration(percentile(MEDIAN)) + ", 90 % within "
                        + Numbers.duration(percentile(MOST)) + ", longest " + Numbers.duration(percentile(100));
    }

    private Duration percentile(int percent) {
        return waits.isEmpty() ? Duration.ZERO : waits.get(Math.max(0, (waits.size() * percent + 99) / 100 - 1));
    }

    private long count(Predicate<Fate> wanted) {
        return fates.stream().filter(wanted).count();
    }

    private String of(Predicate<Fate> wanted) {
        return Numbers.share(count(wanted), fates.size());
    }

    private long expired() {
        return fates.stream().mapToLong(Fate::expired).sum();
    }

    private long inTeam(String team) {
        return shares.values().stream()
                .filter(share -> share.team.equals(team))
                .mapToLong(share -> share.first)
                .sum();
    }

    private long weightOf(String team) {
        return shares.values().stream()
                .filter(share -> share.team.equals(team))
                .mapToLong(share -> share.weight)
                .sum();
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    /** One person's part. */
    private static final class Share {

        private final String name;
        private final String team;
        private final int weight;
        private int first;
        private int last;
        private int accepted;
        private int recorded;

        Share(String name, String team, int weight) {
            this.name = name;
            this.team = team;
            this.weight = weight;
        }
    }
}
