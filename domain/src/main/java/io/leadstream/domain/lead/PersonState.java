// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.state.scoring.Person;
import io.leadstream.schemas.state.scoring.Stamp;
import io.leadstream.schemas.state.scoring.StampedAnswer;
import io.leadstream.schemas.state.scoring.StampedCampaign;
import io.leadstream.schemas.state.scoring.StampedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a person. Most values of a person come from few captures, so each mark is stored once and values
 * point to it.
 */
final class PersonState {

    private PersonState() {}

    static PersonRecord read(Person person) {
        List<Mark> marks = person.getStamps().stream()
                .map(stamp -> new Mark(stamp.getAt(), stamp.getEventId(), stamp.getSource()))
                .toList();
        var read = new PersonRecord();
        person.getLatest()
                .forEach(v -> read.latest.put(v.getName(), new Marked<>(v.getValue(), marks.get(v.getStamp()))));
        person.getFirst()
                .forEach(v -> read.first.put(v.getName(), new Marked<>(v.getValue(), marks.get(v.getStamp()))));
        read.firstCampaign = campaign(person.getFirstCampaign(), marks);
        read.lastCampaign = campaign(person.getLastCampaign(), marks);
        read.optInEmail = answer(person.getOptInEmail(), marks);
        read.optInSms = answer(person.getOptInSms(), marks);
        return read;
    }

    static Person write(PersonRecord person) {
        var index = new TreeMap<Mark, Integer>();
        person.latest.values().forEach(value -> index.put(value.mark(), 0));
        person.first.values().forEach(value -> index.put(value.mark(), 0));
        note(person.firstCampaign, index);
        note(person.lastCampaign, index);
        note(person.optInEmail, index);
        note(person.optInSms, index);
        var stamps = new ArrayList<Stamp>(index.size());
        for (var entry : index.entrySet()) {
            entry.setValue(stamps.size());
            Mark mark = entry.getKey();
            stamps.add(new Stamp(mark.at(), mark.eventId(), mark.source()));
        }
        Function<Marked<?>, Integer> stampOf = value -> index.getOrDefault(value.mark(), 0);
        return new Person(
                stamps,
                values(person.latest, stampOf),
                values(person.first, stampOf),
                campaign(person.firstCampaign, stampOf),
                campaign(person.lastCampaign, stampOf),
                answer(person.optInEmail, stampOf),
                answer(person.optInSms, stampOf));
    }

    private static void note(@Nullable Marked<?> value, Map<Mark, Integer> index) {
        if (value != null) {
            index.put(value.mark(), 0);
        }
    }

    private static List<StampedValue> values(Map<String, Marked<String>> values, Function<Marked<?>, Integer> stampOf) {
        var stamped = new ArrayList<StampedValue>(values.size());
        values.forEach((name, value) -> stamped.add(new StampedValue(name, value.value(), stampOf.apply(value))));
        return stamped;
    }

    private static @Nullable Marked<Campaign> campaign(@Nullable StampedCampaign stamped, List<Mark> marks) {
        return stamped == null ? null : new Marked<>(stamped.getCampaign(), marks.get(stamped.getStamp()));
    }

    private static @Nullable StampedCampaign campaign(
            @Nullable Marked<Campaign> value, Function<Marked<?>, Integer> stampOf) {
        return value == null ? null : new StampedCampaign(value.value(), stampOf.apply(value));
    }

    private static @Nullable Marked<Answer> answer(@Nullable StampedAnswer stamped, List<Mark> marks) {
        return stamped == null
                ? null
                : new Marked<>(new Answer(stamped.getOptedIn(), stamped.getWhere()), marks.get(stamped.getStamp()));
    }

    private static @Nullable StampedAnswer answer(
            @Nullable Marked<Answer> value, Function<Marked<?>, Integer> stampOf) {
        return value == null
                ? null
                : new StampedAnswer(value.value().optedIn(), value.value().where(), stampOf.apply(value));
    }
}
