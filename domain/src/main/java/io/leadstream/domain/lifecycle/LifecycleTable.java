// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.schemas.assignment.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The one table of moves: what is not in it cannot happen. {@code docs/lifecycle.md} is printed from it. */
public final class LifecycleTable {

    /**
     * One move.
     *
     * @param machine which state
     * @param from state before
     * @param to state after
     * @param trigger what makes it
     * @param when what must hold, for people
     */
    record Move(Machine machine, String from, String to, Trigger trigger, String when) {}

    private static final List<Move> MOVES = List.of(
            stage(Stage.NONE, Stage.LEAD, Trigger.CAPTURED, "captured, or known by e-mail or phone"),
            stage(Stage.LEAD, Stage.MQL, Trigger.QUALIFIED, "the score reached the qualifying threshold"),
            stage(Stage.LEAD, Stage.SAL, Trigger.ACCEPTED, "the open offer is accepted"),
            stage(Stage.MQL, Stage.SAL, Trigger.ACCEPTED, "the open offer is accepted"),
            stage(
                    Stage.LEAD,
                    Stage.SAL,
                    Trigger.OWNER_TOUCH,
                    "the lead has an owner; the first touch accepts the offer"),
            stage(
                    Stage.MQL,
                    Stage.SAL,
                    Trigger.OWNER_TOUCH,
                    "the lead has an owner; the first touch accepts the offer"),
            stage(
                    Stage.SAL,
                    Stage.SQL,
                    Trigger.BANT_AND_TALK,
                    "budget, authority, need and timeline hold, and a touch was two-way"),
            stage(Stage.LEAD, Stage.OPPORTUNITY, Trigger.OPPORTUNITY_MADE, "converted with an opportunity"),
            stage(Stage.MQL, Stage.OPPORTUNITY, Trigger.OPPORTUNITY_MADE, "converted with an opportunity"),
            stage(Stage.SAL, Stage.OPPORTUNITY, Trigger.OPPORTUNITY_MADE, "converted with an opportunity"),
            stage(Stage.SQL, Stage.OPPORTUNITY, Trigger.OPPORTUNITY_MADE, "converted with an opportunity"),
            stage(Stage.MQL, Stage.LEAD, Trigger.RECYCLED, "begins a new cycle"),
            stage(Stage.SAL, Stage.LEAD, Trigger.RECYCLED, "begins a new cycle"),
            stage(Stage.SQL, Stage.LEAD, Trigger.RECYCLED, "begins a new cycle"),
            status(Status.NONE, Status.NEW, Trigger.CAPTURED, "not by chat"),
            status(Status.NONE, Status.CONTACTED, Trigger.CAPTURED_BY_CHAT, "by chat"),
            status(Status.NEW, Status.CONTACTED, Trigger.CAPTURED_BY_CHAT, "came by chat after all"),
            status(Status.NEW, Status.CONTACTED, Trigger.CONTACTED, "a touch that reaches out: not a note"),
            status(Status.NEW, Status.QUALIFIED, Trigger.QUALIFIED, "the score reached the qualifying threshold"),
            status(Status.CONTACTED, Status.QUALIFIED, Trigger.QUALIFIED, "the score reached the qualifying threshold"),
            status(Status.NEW, Status.QUALIFIED, Trigger.BANT_PASSED, "all four of the assessment hold"),
            status(Status.CONTACTED, Status.QUALIFIED, Trigger.BANT_PASSED, "all four of the assessment hold"),
            status(Status.NEW, Status.UNQUALIFIED, Trigger.BANT_FAILED, "one of the four does not hold"),
            status(Status.CONTACTED, Status.UNQUALIFIED, Trigger.BANT_FAILED, "one of the four does not hold"),
            status(Status.QUALIFIED, Status.UNQUALIFIED, Trigger.BANT_FAILED, "one of the four does not hold"),
            status(Status.NEW, Status.CONVERTED, Trigger.CONVERTED, "-"),
            status(Status.CONTACTED, Status.CONVERTED, Trigger.CONVERTED, "-"),
            status(Status.QUALIFIED, Status.CONVERTED, Trigger.CONVERTED, "-"),
            status(Status.UNQUALIFIED, Status.NEW, Trigger.RECYCLED, "nobody ever reached out"),
            status(Status.UNQUALIFIED, Status.CONTACTED, Trigger.RECYCLED_CONTACTED, "somebody had reached out"),
            route(Route.SALES, Route.NURTURE, Trigger.RECYCLED, "begins a new cycle"),
            route(Route.NONE, Route.NURTURE, Trigger.NOT_READY, "open, and not ready for sales"),
            route(
                    Route.NONE,
                    Route.SALES,
                    Trigger.SALES_READY,
                    "open; by chat, qualified, or score at the sales threshold"),
            route(
                    Route.NURTURE,
                    Route.SALES,
                    Trigger.SALES_READY,
                    "open; by chat, qualified, or score at the sales threshold"),
            route(Route.NONE, Route.MERGED, Trigger.MERGED, "became part of another lead"),
            route(Route.NURTURE, Route.MERGED, Trigger.MERGED, "became part of another lead"),
            route(Route.SALES, Route.MERGED, Trigger.MERGED, "became part of another lead"));

    /** What the table is looked up by. */
    private record Start(Machine machine, String from, Trigger trigger) {}

    private static final Map<Start, Move> BY_START = MOVES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    move -> new Start(move.machine(), move.from(), move.trigger()), Function.identity()));

    private LifecycleTable() {}

    /** The table for people, in Markdown. */
    public static String markdown() {
        StringBuilder text = new StringBuilder("| machine | from | to | cause | by | when |\n");
        text.append("| --- | --- | --- | --- | --- | --- |\n");
        for (Move move : MOVES) {
            List<String> cells = List.of(
                    move.machine().name().toLowerCase(Locale.ROOT),
                    move.from(),
                    move.to(),
                    move.trigger().cause(),
                    move.trigger().by(),
                    move.when());
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return text.toString();
    }

    /** Where the trigger takes a machine from a state; empty when it does not. */
    static Optional<Move> move(Machine machine, String from, Trigger trigger) {
        return Optional.ofNullable(BY_START.get(new Start(machine, from, trigger)));
    }

    static List<Move> moves() {
        return MOVES;
    }

    private static Move stage(Stage from, Stage to, Trigger trigger, String when) {
        return new Move(Machine.STAGE, from.word(), to.word(), trigger, when);
    }

    private static Move status(Status from, Status to, Trigger trigger, String when) {
        return new Move(Machine.STATUS, from.word(), to.word(), trigger, when);
    }

    private static Move route(Route from, Route to, Trigger trigger, String when) {
        return new Move(Machine.ROUTE, from.word(), to.word(), trigger, when);
    }
}
