// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted.domain;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** Against purity, once for each way of it. */
final class ImpureDecision {

    static final HashMap<String, Instant> memory = new HashMap<>();
    static int count;

    private final ReentrantLock lock = new ReentrantLock();

    HttpClient outside() {
        return HttpClient.newHttpClient();
    }

    boolean threaded() {
        return lock.isLocked();
    }

    Instant clock() {
        count++;
        return Clock.systemUTC().instant();
    }

    UUID dice() {
        return UUID.randomUUID();
    }

    int chance() {
        return new Random().nextInt();
    }

    Locale customs() {
        return Locale.getDefault();
    }
}
