// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.dataset.Delivery;
import io.leadstream.standalone.dataset.DemoData;
import io.leadstream.standalone.dataset.DemoSize;
import io.leadstream.standalone.inspect.Database;
import io.leadstream.standalone.inspect.Drain;
import io.leadstream.standalone.inspect.LeadStory;
import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.terminal.Numbers;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Progress;
import io.leadstream.standalone.terminal.Terminal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The demo from the first event to the last table, over an instance that runs. */
public final class Demo {

    private static final int LIVE_PER_SECOND = 300;
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final LocalStack stack;
    private final Terminal terminal;
    private final DemoSize size;

    public Demo(LocalStack stack, Terminal terminal, DemoSize size) {
        this.stack = stack;
        this.terminal = terminal;
        this.size = size;
    }

    /** Plays everything, waits until it is in the database, and shows what came of it. */
    public void run() throws Exception {
        Instance instance = stack.instance();
        DemoData data = DemoData.make(size);
        Anchor anchor = Anchor.of(stack.folder().path(), size, Clock.systemUTC());
        HttpDoor door = new HttpDoor(instance.httpUrl(), stack.keys());
        terminal.blank();
        terminal.line(Paint.QUIET, "  " + data.told());
        try (SalesTool tool = new SalesTool(instance);
                Connection database = Database.open(instance);
                Drain drain = new Drain(instance.kafka(), database)) {
            tool.start();
            // Events of the past go before a rule set of today, so it has to be in force before the first of them.
            await(drain, "Rules", "scoring rules, assignment rules and roster are in force");
            play("History", data.history(), CapturePlayer.asFastAsItGoes(door, anchor.at()));
            await(drain, "Pipeline", "scored, assigned and in the database");
            new FairImport(data.fair(), stack.folder().within("trade-fair"))
                    .run(instance.captureSettings(), anchor.at(), terminal);
            tool.takeTimes();
            play("Last day", data.lastDay(), CapturePlayer.atPace(door, anchor.at(), LIVE_PER_SECOND));
            await(drain, "Pipeline", "scored, assigned and in the database");
            sell(data, tool, door);
            await(drain, "Pipeline", "sales in the database");
            new ResultTables(database, terminal).print(tool.millis(), LIVE_PER_SECOND);
            terminal.heading("  One lead's story");
            new LeadStory(database, terminal, false).tell(DemoData.HERO);
        }
    }

    private void play(String label, List<Delivery> deliveries, CapturePlayer player) throws InterruptedException {
        Progress progress = new Progress(terminal, label, "events", deliveries.size());
        try (player) {
            CapturePlayer.Tally tally = player.play(deliveries, progress);
            progress.done(
                    Numbers.grouped(tally.accepted()) + " events accepted over HTTP, " + tally.refused() + " refused");
        }
    }

    private void sell(DemoData data, SalesTool tool, HttpDoor door) throws InterruptedException {
        SalesPlay sales = new SalesPlay(door, data.plans());
        List<SalesTool.Offer> offers = tool.caughtUp();
        Progress progress = new Progress(terminal, "Sales", "commands", sales.commands(offers));
        long sent = sales.play(offers, progress);
        progress.done(Numbers.grouped(offers.size()) + " leads offered, " + Numbers.grouped(sent)
                + " commands: accept, touch, assess, convert");
    }

    private void await(Drain drain, String label, String done) throws SQLException, InterruptedException {
        long total = 1;
        long remaining;
        Progress progress = null;
        while ((remaining = drain.remaining()) > 0) {
            if (stack.failure() instanceof RuntimeException failure) {
                throw failure;
            }
            if (progress == null) {
                total = remaining;
                progress = new Progress(terminal, label, "records", total);
            }
            progress.at(Math.max(0, total - remaining));
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while waiting");
            }
        }
        (progress == null ? new Progress(terminal, label, "records", total) : progress).done(done);
    }
}
