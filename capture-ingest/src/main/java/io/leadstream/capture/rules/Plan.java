// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What orders mean, given what was published before. */
final class Plan {

    private static final Logger log = LoggerFactory.getLogger(Plan.class);

    /**
     * One order's part.
     *
     * @param content what will be in force
     */
    private record Step<V extends SpecificRecord>(Planned<V> planned, V content, int version, boolean fresh) {

        static <V extends SpecificRecord> Step<V> of(Planned<V> planned, VersionLog versions) {
            Publication<V> publication = planned.order().publication();
            V newest = versions.newest(publication);
            V wanted = Objects.requireNonNull(planned.checked().value(), "what is wrong is not planned");
            boolean known = newest != null
                    && (planned.order().onlyFirst()
                            || publication
                                    .hash()
                                    .apply(newest)
                                    .equals(publication.hash().apply(wanted)));
            int before = newest == null ? 0 : publication.version().applyAsInt(newest);
            return newest != null && known
                    ? new Step<>(planned, newest, before, false)
                    : new Step<>(planned, wanted, before + 1, true);
        }

        void write(VersionWriter writer, String by, Instant at) {
            if (fresh) {
                Publication<V> publication = planned.order().publication();
                publication.stamp().stamp(content, version, at, by);
                writer.write(publication.topic(), version, content);
            }
        }

        boolean isIn(VersionLog versions) {
            return !fresh || versions.has(planned.order().publication(), version, content);
        }

        Published told() {
            return new Published(planned.order().publication().word(), version, fresh);
        }
    }

    private final List<Step<?>> steps;
    private final List<Finding> disagreements;

    private Plan(List<Step<?>> steps, List<Finding> disagreements) {
        this.steps = steps;
        this.disagreements = disagreements;
    }

    static Plan of(List<Planned<?>> planned, VersionLog versions) {
        List<Step<?>> steps = new ArrayList<>();
        planned.forEach(each -> steps.add(Step.of(each, versions)));
        return new Plan(steps, disagreements(steps, versions));
    }

    boolean hasFresh() {
        return steps.stream().anyMatch(Step::fresh);
    }

    boolean disagrees() {
        return !disagreements.isEmpty();
    }

    void write(VersionWriter writer, String by, Instant at) {
        steps.forEach(step -> step.write(writer, by, at));
    }

    /** Whether what was to be written is there, after a commit that nobody confirmed. */
    boolean isIn(VersionLog versions) {
        return steps.stream().allMatch(step -> step.isIn(versions));
    }

    void log() {
        for (Step<?> step : steps) {
            if (step.fresh()) {
                log.info(
                        "published version {} to {} from {}",
                        step.version(),
                        step.planned().order().publication().topic().name(),
                        step.planned().order().source().name());
            }
        }
    }

    Publishing told(List<Checked<?>> checks) {
        if (!disagrees()) {
            return new Publishing(steps.stream().map(Step::told).toList(), checks);
        }
        List<Checked<?>> all = new ArrayList<>(checks);
        Step<?> rules = find(steps, Publication.ASSIGNMENT_RULES);
        // The places are those of the rules; a roster alone is at odds with rules that are in force already.
        String source = (rules == null ? steps.get(0) : rules)
                .planned()
                .order()
                .source()
                .name();
        all.add(new Checked<>(source, null, disagreements, List.of()));
        return new Publishing(List.of(), all);
    }

    /** What assignment rules ask of the roster that it lacks, as they will be in force. */
    private static List<Finding> disagreements(List<Step<?>> steps, VersionLog versions) {
        Step<?> rules = find(steps, Publication.ASSIGNMENT_RULES);
        Step<?> roster = find(steps, Publication.ROSTER);
        if (rules == null && roster == null) {
            return List.of();
        }
        Object rulesThen = rules == null ? versions.newest(Publication.ASSIGNMENT_RULES) : rules.content();
        Object rosterThen = roster == null ? versions.newest(Publication.ROSTER) : roster.content();
        if (!(rulesThen instanceof AssignmentRuleSet set) || !(rosterThen instanceof Roster people)) {
            return List.of();
        }
        List<Mistake> mistakes = RoutingFiles.disagreements(set, people);
        return rules == null
                ? mistakes.stream()
                        .map(mistake -> Finding.of(mistake, Place.START))
                        .toList()
                : rules.planned().order().source().placed(mistakes);
    }

    private static @Nullable Step<?> find(List<Step<?>> steps, Publication<?> publication) {
        return steps.stream()
                .filter(step -> step.planned().order().publication().topic().equals(publication.topic()))
                .findFirst()
                .orElse(null);
    }
}
