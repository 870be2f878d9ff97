// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.state.scoring.Person;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What captures said of a person, while one more is merged in. Each value keeps the mark of the capture it came from, and
 * the later mark wins, so that any order of the same captures ends in the same record.
 */
public final class PersonRecord {

    static final String CUSTOM = "custom.";
    static final String TAG = "tag.";

    /** Names that a caller can make up are bounded: of each kind the newest stay. */
    private static final int MOST_OPEN_NAMES = 200;

    final TreeMap<String, Marked<String>> latest = new TreeMap<>();
    final TreeMap<String, Marked<String>> first = new TreeMap<>();

    @Nullable
    Marked<Campaign> firstCampaign;

    @Nullable
    Marked<Campaign> lastCampaign;

    @Nullable
    Marked<Answer> optInEmail;

    @Nullable
    Marked<Answer> optInSms;

    private boolean touched;
    private boolean changed;

    /** A person of whom nothing is known. */
    public PersonRecord() {}

    /** The person as the state holds it. */
    public static PersonRecord of(Person person) {
        return PersonState.read(person);
    }

    /** The person as the state is to hold it. */
    public Person toState() {
        return PersonState.write(this);
    }

    /** Whether anything was said of the person since this record was made. */
    public boolean touched() {
        return touched;
    }

    /** Whether a value has changed since this record was made; a new mark on the same value is no change. */
    public boolean changed() {
        return changed;
    }

    /** Takes over what a capture says, as far as it is newer than what is known. */
    public void merge(CapturedLead capture) {
        touched = true;
        Mark mark = new Mark(capture.getOccurredAt().toEpochMilli(), capture.getEventId(), capture.getSource());
        CapturedFields.forEach(capture, (name, value) -> keepLatest(name, value, mark));
        bound(CUSTOM);
        bound(TAG);
        keepLatest("source", capture.getSource(), mark);
        keepFirst("source", capture.getSource(), mark);
        keepFirst("sourceKind", capture.getSourceKind().name(), mark);
        keepFirst("referrer", capture.getReferrer(), mark);
        keepFirst("landingPage", capture.getLandingPage(), mark);
        Campaign campaign = CapturedFields.withoutBlanks(capture.getCampaign());
        if (campaign != null) {
            var next = new Marked<>(campaign, mark);
            touchFirst(next);
            touchLast(next);
        }
        if (capture.getOptInEmail() != null && CaptureRights.mayAnswer(capture, capture.getOptInEmail())) {
            answerEmail(new Answer(capture.getOptInEmail(), CaptureRights.proof(capture)), mark);
        }
        if (capture.getOptInSms() != null && CaptureRights.mayAnswer(capture, capture.getOptInSms())) {
            answerSms(new Answer(capture.getOptInSms(), CaptureRights.proof(capture)), mark);
        }
    }

    /** Takes over what is known of another record that turned out to be of the same person. */
    public void unite(PersonRecord other) {
        touched = true;
        other.latest.forEach((name, value) -> keepLatest(name, value.value(), value.mark()));
        bound(CUSTOM);
        bound(TAG);
        other.first.forEach((name, value) -> keepFirst(name, value.value(), value.mark()));
        touchFirst(other.firstCampaign);
        touchLast(other.lastCampaign);
        if (other.optInEmail != null) {
            answerEmail(other.optInEmail.value(), other.optInEmail.mark());
        }
        if (other.optInSms != null) {
            answerSms(other.optInSms.value(), other.optInSms.mark());
        }
    }

    /** Takes an unsubscription, which is an explicit act as a form's answer is. */
    public void optOut(boolean sms, long at, String eventId, String source) {
        touched = true;
        Mark mark = new Mark(at, eventId, source);
        Answer answer = new Answer(false, source);
        if (sms) {
            answerSms(answer, mark);
        } else {
            answerEmail(answer, mark);
        }
    }

    private void touchFirst(@Nullable Marked<Campaign> next) {
        if (next != null) {
            firstCampaign = noting(firstCampaign, Marked.earlier(firstCampaign, next));
        }
    }

    private void touchLast(@Nullable Marked<Campaign> next) {
        if (next != null) {
            lastCampaign = noting(lastCampaign, Marked.later(lastCampaign, next));
        }
    }

    private void answerEmail(Answer answer, Mark mark) {
        optInEmail = notingMark(optInEmail, Answer.ruling(optInEmail, new Marked<>(answer, mark)));
    }

    private void answerSms(Answer answer, Mark mark) {
        optInSms = notingMark(optInSms, Answer.ruling(optInSms, new Marked<>(answer, mark)));
    }

    private void keepLatest(String name, String value, Mark mark) {
        Marked<String> known = latest.get(name);
        latest.put(name, noting(known, Marked.later(known, new Marked<>(value, mark))));
    }

    private void keepFirst(String name, @Nullable String value, Mark mark) {
        if (value != null && !value.isBlank()) {
            Marked<String> known = first.get(name);
            first.put(name, noting(known, Marked.earlier(known, new Marked<>(value, mark))));
        }
    }

    private <T> Marked<T> noting(@Nullable Marked<T> known, Marked<T> kept) {
        changed |= known == null || !Objects.equals(known.value(), kept.value());
        return kept;
    }

    /** For consent the time of the answer is part of what is shown. */
    private <T> Marked<T> notingMark(@Nullable Marked<T> known, Marked<T> kept) {
        changed |= !kept.equals(known);
        return kept;
    }

    /** The values whose names begin so. */
    NavigableMap<String, Marked<String>> named(String prefix) {
        return latest.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    /** Lets go of the oldest names; the names that stay are the newest of all that ever came, in any order. */
    private void bound(String prefix) {
        var names = named(prefix);
        Comparator<Map.Entry<String, Marked<String>>> byAge =
                Comparator.comparing(entry -> entry.getValue().mark());
        while (names.size() > MOST_OPEN_NAMES) {
            names.entrySet().stream()
                    .min(byAge.thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .ifPresent(names::remove);
            changed = true;
        }
    }
}
