// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a decision into one sentence. */
final class Explanation {

    private static final long LEAD = 1_000;

    private Explanation() {}

    static String assigned(OwnerRequest request, Choice choice, Person owner, Standing standing) {
        String facts = owner.name() + why(request, choice, owner, standing);
        return note(request) + path(request, choice, owner) + facts + passedOver(choice);
    }

    static String queued(OwnerRequest request, Choice choice, @Nullable Instant expectedAt) {
        OwnerWait wait = choice.awaited();
        if (wait != null) {
            return note(request) + awaited(request, wait);
        }
        StringBuilder text = new StringBuilder(note(request)).append(path(request, choice, null));
        switch (choice.queueReason()) {
            case "no_roster" -> text.append("no roster is published yet");
            case "unknown_team" -> text.append("the roster lacks this team");
            case "nobody_in_team" -> text.append("the team has no people");
            default ->
                text.append("nobody of ")
                        .append(choice.standings().size())
                        .append(" may receive now: ")
                        .append(reasons(choice));
        }
        if (expectedAt != null) {
            text.append("; somebody is expected at ").append(expectedAt);
        }
        return text.toString();
    }

    private static String awaited(OwnerRequest request, OwnerWait wait) {
        String name = wait.owner().person().name();
        String whose = request.getMethod() == AssignmentMethod.RETURNING_OWNER
                ? ", the lead's former owner, is "
                : ", who owns the company " + request.getCompanyDomain() + ", is ";
        return name + whose + words(wait.owner().result()) + ": the lead waits for " + name + " until " + wait.until()
                + ", then somebody else gets it";
    }

    private static String note(OwnerRequest request) {
        return request.getNote() == null ? "" : request.getNote() + "; ";
    }

    private static String path(OwnerRequest request, Choice choice, @Nullable Person owner) {
        String rule = request.getRuleName();
        String named = request.getRepresentativeId();
        switch (request.getMethod()) {
            case ADMIN -> {
                return named == null
                        ? "An admin chose team " + request.getTeamId() + "; "
                        : "An admin named " + (owner == null ? nameAndObstacle(choice, named) + "; " : "");
            }
            case ESCALATED -> {
                return "Nobody took it, so it goes to the manager of team " + request.getTeamId() + ": "
                        + (owner == null ? nameAndObstacle(choice, String.valueOf(named)) + "; " : "");
            }
            case RETURNING_OWNER -> {
                return owner != null && owner.id().equals(named)
                        ? "The lead returns to "
                        : "The lead's former owner is " + nameAndObstacle(choice, String.valueOf(named)) + ", so team "
                                + request.getTeamId() + " decides; ";
            }
            case COMPANY_OWNER -> {
                return owner != null && owner.id().equals(named)
                        ? "No rule matched, so the lead goes to the owner of its company; "
                        : "No rule matched, and the owner of its company is "
                                + nameAndObstacle(choice, String.valueOf(named)) + ", so team " + request.getTeamId()
                                + " decides; ";
            }
            default -> {
                // by rule, or by none
            }
        }
        if (rule == null) {
            return "No rule matched, so the default team " + request.getTeamId() + " decides; ";
        }
        if (named == null) {
            return "Rule '" + rule + "' chose team " + request.getTeamId() + "; ";
        }
        if (owner != null && owner.id().equals(named)) {
            return "Rule '" + rule + "' names ";
        }
        return "Rule '" + rule + "' names " + nameAndObstacle(choice, named) + ", so team " + request.getTeamId()
                + " decides; ";
    }

    private static String nameAndObstacle(Choice choice, String named) {
        for (Standing standing : choice.standings()) {
            if (standing.person().id().equals(named)) {
                return standing.person().name() + ", who is " + words(standing.result());
            }
        }
        return named + ", whom the roster lacks";
    }

    private static String why(OwnerRequest request, Choice choice, Person owner, Standing standing) {
        Strategy strategy = choice.strategy();
        String load = load(owner, standing, strategy);
        if (strategy == null) {
            return choice.method() == AssignmentMethod.COMPANY_OWNER
                    ? " owns the company " + request.getCompanyDomain() + load
                    : ", who may receive it" + load;
        }
        String of = load + " of " + available(choice) + " available";
        return switch (strategy) {
            case ROUND_ROBIN -> " was next in turn" + of;
            case WEIGHTED -> " had received least for the weight" + of;
            default -> " had the lowest load" + of;
        };
    }

    private static String load(Person owner, Standing standing, @Nullable Strategy strategy) {
        long onTop = strategy == Strategy.LEAST_LOADED ? standing.load().getHandicap() : 0;
        String more = onTop == 0 ? "" : " and " + onTop / LEAD + " counted on top since joining or returning";
        return " (" + standing.load().getOpenLeads() + " open" + more + ", weight " + owner.weight() + ")";
    }

    private static String passedOver(Choice choice) {
        int passed = choice.standings().size() - available(choice);
        return passed == 0 ? "" : "; " + passed + " passed over: " + reasons(choice);
    }

    private static int available(Choice choice) {
        int available = 0;
        for (Standing standing : choice.standings()) {
            available += standing.eligible() ? 1 : 0;
        }
        return available;
    }

    private static String reasons(Choice choice) {
        Map<CandidateResult, Integer> counts = new EnumMap<>(CandidateResult.class);
        for (Standing standing : choice.standings()) {
            if (!standing.eligible()) {
                counts.merge(standing.result(), 1, Integer::sum);
            }
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((result, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(words(result)));
        return text.toString();
    }

    private static String words(CandidateResult result) {
        return switch (result) {
            case INACTIVE -> "inactive";
            case NOT_IN_TEAM -> "not in the team";
            case SEGMENT_MISMATCH -> "kept for other segments";
            case OUTSIDE_HOURS -> "outside hours";
            case ON_LEAVE -> "on leave";
            case AWAY -> "away";
            case OPEN_CAPACITY -> "at capacity";
            case DAY_CAPACITY -> "at the day's capacity";
            case HOUR_CAPACITY -> "at the hour's capacity";
            case EXCLUDED -> "excluded";
            case CHOSEN, ELIGIBLE, UNKNOWN -> "available";
        };
    }
}
