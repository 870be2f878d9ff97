// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import io.leadstream.standalone.dataset.Person.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The whole data set: the same people, ids, relative times and order of delivery for a size, everywhere and always.
 * Times count back from an anchor, which has to be a UTC midnight for the days to be the same.
 *
 * @param deliveries in the order of sending: with repeats, late and shuffled
 * @param fair the file of a trade fair, to be imported; some of its lines are refused
 * @param plans what sales does with a person, by e-mail
 */
public record DemoData(DemoSize size, List<Delivery> deliveries, FairFile fair, Map<String, SalesPlan> plans) {

    private static final long SEED = 20_240_229L;

    /** The address whose story is worth telling. */
    public static final String HERO = Hero.EMAIL;

    public static DemoData make(DemoSize size) {
        Dice dice = new Dice(SEED);
        Words words = Words.load();
        List<Person> people = people(dice, words, size);
        List<DemoEvent> events = events(dice, words, size, people);
        FairFile fair = FairFile.of(
                dice,
                people.stream().filter(person -> person.entry() == Entry.CSV).toList());
        Map<String, SalesPlan> plans = new LinkedHashMap<>();
        for (Person person : people) {
            if (person.email() != null) {
                plans.put(person.email(), person.plan());
            }
        }
        return new DemoData(size, List.copyOf(schedule(dice, events)), fair, Map.copyOf(plans));
    }

    /** What arrives before the last day. */
    public List<Delivery> history() {
        return deliveries.subList(0, startOfLastDay());
    }

    /** What arrives on the last day. */
    public List<Delivery> lastDay() {
        return deliveries.subList(startOfLastDay(), deliveries.size());
    }

    private int startOfLastDay() {
        long day = Duration.ofDays(1).toMillis();
        int first = 0;
        while (first < deliveries.size() && deliveries.get(first).arrival() >= day) {
            first++;
        }
        return first;
    }

    /** Deliveries that capture has to refuse. */
    public long mistakes() {
        return deliveries.stream()
                .filter(delivery -> delivery.event().kind().bad())
                .count();
    }

    /** Deliveries of what was delivered before. */
    public long repeats() {
        return deliveries.stream().filter(Delivery::repeat).count();
    }

    /** Deliveries that come more than an hour after the fact. */
    public long late() {
        long hour = Duration.ofHours(1).toMillis();
        return deliveries.stream()
                .filter(delivery -> delivery.afterwards() > hour)
                .count();
    }

    private static List<Person> people(Dice dice, Words words, DemoSize size) {
        List<Company> companies = Company.make(dice, words, size.companies());
        Set<String> taken = new HashSet<>();
        List<Person> people = new ArrayList<>(size.people());
        people.add(Hero.person());
        while (people.size() < size.people()) {
            int number = people.size();
            people.add(Person.make(dice, words, companies, taken, number, Persona.any(dice)));
        }
        makeCrawler(people);
        return people;
    }

    /** Turns the first partner contact with an address into a crawler. */
    private static void makeCrawler(List<Person> people) {
        for (int i = 1; i < people.size(); i++) {
            Person person = people.get(i);
            if (person.entry() == Entry.API && person.anonymousId() == null) {
                people.set(i, person.asCrawler());
                return;
            }
        }
    }

    private static List<DemoEvent> events(Dice dice, Words words, DemoSize size, List<Person> people) {
        Captures captures = new Captures(dice, words);
        Deeds deeds = new Deeds(dice, words);
        int ofStrangers = size.strangers() * Strangers.VISITS;
        int[] counts = counts(dice, people, size.activities() - Hero.activities() - ofStrangers);
        List<DemoEvent> events = new ArrayList<>(Hero.events());
        for (int i = 1; i < people.size(); i++) {
            events.addAll(Timeline.of(dice, captures, deeds, people.get(i), counts[i]));
        }
        events.addAll(Strangers.make(dice, deeds, size.strangers()));
        events.addAll(Mistakes.make(dice, size.mistakes()));
        return events;
    }

    /** How much each person does; person 0 is written by hand. */
    private static int[] counts(Dice dice, List<Person> people, int total) {
        int[] counts = new int[people.size()];
        int sum = 0;
        for (int i = 1; i < counts.length; i++) {
            Persona persona = people.get(i).persona();
            counts[i] = dice.between(persona.leastActivities, persona.mostActivities);
            sum += counts[i];
        }
        while (sum != total) {
            int i = 1 + dice.below(counts.length - 1);
            int step = Integer.signum(total - sum);
            if (counts[i] + step >= 1 && people.get(i).persona() != Persona.CRAWLER) {
                counts[i] += step;
                sum += step;
            }
        }
        return counts;
    }

    /** Most come at once, some hours or days late, some twice. */
    private static List<Delivery> schedule(Dice dice, List<DemoEvent> events) {
        List<Delivery> deliveries = new ArrayList<>(events.size() * 21 / 20);
        for (DemoEvent event : events) {
            deliveries.add(new Delivery(event, lateness(dice, event), false));
            if (!event.kind().bad() && dice.chance(0.05)) {
                deliveries.add(new Delivery(event, lateness(dice, event), true));
            }
        }
        deliveries.sort(Comparator.comparingLong(Delivery::arrival).reversed());
        return markRepeats(deliveries);
    }

    private static long lateness(Dice dice, DemoEvent event) {
        if (Hero.isTheirs(event)) {
            // Their story is read from top to bottom.
            return 0;
        }
        long lateness =
                switch (dice.weighted(84, 10, 5, 1)) {
                    case 0 -> dice.between(0L, 20_000L);
                    case 1 -> dice.between(0L, Duration.ofHours(3).toMillis());
                    case 2 -> dice.between(0L, Duration.ofDays(2).toMillis());
                    default -> dice.between(0L, Duration.ofDays(6).toMillis());
                };
        return Math.min(lateness, event.beforeAnchor());
    }

    /** Whichever copy comes second is the repeat. */
    private static List<Delivery> markRepeats(List<Delivery> deliveries) {
        Set<String> seen = new HashSet<>();
        List<Delivery> marked = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            boolean repeat = !seen.add(delivery.event().id());
            marked.add(new Delivery(delivery.event(), delivery.afterwards(), repeat));
        }
        return marked;
    }

    /** For people. */
    public String told() {
        long forms = deliveries.stream()
                .filter(d -> !d.repeat() && d.event().kind() == Kind.FORM)
                .count();
        long chats = deliveries.stream()
                .filter(d -> !d.repeat() && d.event().kind() == Kind.CHAT)
                .count();
        return String.format(
                Locale.ROOT,
                "%,d people, %,d activities, %,d forms, %,d chats; %,d sent twice, %,d late, %,d bad",
                size.people(),
                size.activities(),
                forms,
                chats,
                repeats(),
                late(),
                mistakes());
    }
}
