// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

/** A topic was deleted and made anew since its records were written: the offsets in the database mean nothing any more. */
public final class TopicRecreatedException extends Exception {

    private static final long serialVersionUID = 1L;

    TopicRecreatedException(String topic, String stored, String found) {
        super("topic " + topic + " was made anew: the database was written from the topic with id " + stored
                + ", the broker has " + found + ". Point the sink at an empty database, or empty this one with"
                + " 'select sink_reset()' to rebuild it from the topics as they are now.");
    }
}
