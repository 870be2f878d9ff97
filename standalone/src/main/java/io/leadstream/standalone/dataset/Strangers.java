// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Visitors who never say who they are. */
final class Strangers {

    /** What each of them does. */
    static final int VISITS = 9;

    private Strangers() {}

    static List<DemoEvent> make(Dice dice, Deeds deeds, int count) {
        List<DemoEvent> events = new ArrayList<>(count * VISITS);
        for (int stranger = 0; stranger < count; stranger++) {
            String anonymousId = "visitor-" + dice.hex(12);
            for (int visit = 0; visit < VISITS; visit++) {
                String id = String.format(Locale.ROOT, "demo-stranger-%03d-%d", stranger, visit);
                events.add(new DemoEvent(
                        Kind.ACTIVITY, id, dice.between(0, Timeline.SPAN), deeds.anonymousVisit(anonymousId)));
            }
        }
        return events;
    }
}
