// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

/**
 * How much data is made.
 *
 * @param people leads there will be in the end
 * @param activities what they and unknown visitors do, without what forms and chats count as
 */
public record DemoSize(int people, int activities) {

    public static final DemoSize FULL = new DemoSize(2_000, 30_000);

    /** Smaller, in the same proportions: for tests. */
    public static DemoSize ofPeople(int people) {
        return new DemoSize(people, people * FULL.activities / FULL.people);
    }

    public DemoSize {
        if (people < 20 || activities < people * 5) {
            throw new IllegalArgumentException(
                    "at least 20 people with 5 activities each: " + people + ", " + activities);
        }
    }

    int companies() {
        return Math.max(10, people / 5);
    }

    /** Visitors who never say who they are. */
    int strangers() {
        return people / 20;
    }

    int mistakes() {
        return Math.max(10, people / 40);
    }
}
