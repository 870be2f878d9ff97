// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Named steps of a start, each told when it is done with what came of it and how long it took. */
public final class Steps {

    private final Terminal terminal;

    public Steps(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What a step gives and what to tell of it. */
    public record Outcome<T>(T value, String told) {}

    /** Does one step; a failure leaves a cross behind its name and goes on to the caller. */
    public <T> T step(String name, Callable<Outcome<T>> work) throws Exception {
        long started = System.nanoTime();
        if (terminal.live()) {
            terminal.raw("    " + Progress.padded(name) + terminal.paint(Paint.QUIET, "starting ...") + "\u001b[K");
        }
        boolean done = false;
        try {
            Outcome<T> outcome = work.call();
            done = true;
            tell(Paint.GOOD, terminal.glyph("✓", "ok"), name, outcome.told(), started);
            return outcome.value();
        } finally {
            if (!done) {
                tell(Paint.BAD, terminal.glyph("✗", "!!"), name, "failed", started);
            }
        }
    }

    private void tell(Paint paint, String mark, String name, String told, long started) {
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        terminal.raw((terminal.live() ? "\r" : "") + "  " + terminal.paint(paint, mark) + " " + Progress.padded(name)
                + told + "  " + terminal.paint(Paint.QUIET, Numbers.duration(took))
                + (terminal.live() ? "\u001b[K\n" : "\n"));
    }
}
