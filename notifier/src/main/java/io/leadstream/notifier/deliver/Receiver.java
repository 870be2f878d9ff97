// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.notification.Channel;
import java.util.Set;

/** Somewhere notifications go. Thread-safe. */
public interface Receiver {

    Channel channel();

    /** Stable name, which tells it from others: the last part of its consumer group. */
    String name();

    /** Where it is, for logs, metrics and dead letters: a host, never a path or an address. */
    String host();

    /** Kinds that it is told; the others are passed over. */
    Set<String> kinds();

    /** Most notifications that are on their way to it at a time. */
    int concurrency();

    /** Tries once, within a time that is bounded; interrupting ends it early. */
    Outcome deliver(Notification notification) throws InterruptedException;
}
