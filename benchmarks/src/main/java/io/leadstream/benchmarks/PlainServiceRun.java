// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The service one would write without a stream: for each activity {@code score = score + points} in PostgreSQL, over
 * eight connections, each activity its own durable transaction. It is fed from memory and keeps no history, no
 * breakdown, no grade and no second copy: it is a limit, not a rival.
 */
final class PlainServiceRun {

    static final int CONNECTIONS = 8;

    private static final String UPSERT = """
            insert into plain_scores (lead_id, score) values (?, ?)
            on conflict (lead_id) do update set score = plain_scores.score + excluded.score
            """;

    private final Machine machine;
    private final ActivityLoad load;

    PlainServiceRun(Machine machine, ActivityLoad load) {
        this.machine = machine;
        this.load = load;
    }

    Result run(int warmUp, int activities) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists plain_scores");
            statement.execute("create table plain_scores (lead_id text primary key, score bigint not null)");
        }
        upsertAll(0, warmUp);
        var stopwatch = Stopwatch.start(machine.cpu());
        upsertAll(warmUp, warmUp + activities);
        return stopwatch.stop("plain service, 8 connections, one upsert each", activities);
    }

    private void upsertAll(int from, int to) throws InterruptedException, ExecutionException {
        var next = new AtomicInteger(from);
        var workers = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(workers.submit((Callable<Void>) () -> upsertUntil(next, to)));
            }
            for (var worker : List.copyOf(running)) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private Void upsertUntil(AtomicInteger next, int to) throws SQLException {
        try (var connection = connect();
                var upsert = connection.prepareStatement(UPSERT)) {
            for (int index = next.getAndIncrement(); index < to; index = next.getAndIncrement()) {
                upsert.setString(1, load.leadIdOf(index));
                upsert.setLong(2, load.pointsOf(index));
                upsert.executeUpdate();
            }
        }
        return null;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(machine.database().jdbcUrl());
    }
}
