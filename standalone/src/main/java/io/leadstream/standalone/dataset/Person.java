// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import io.leadstream.standalone.dataset.SalesPlan.Ending;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who becomes a lead.
 *
 * @param email absent for those who only left a phone number
 * @param anonymousId present when they visited the site before saying who they are
 * @param campaign source, medium and campaign, or null for those who just came
 */
record Person(
        int number,
        String firstName,
        String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String title,
        Company company,
        Persona persona,
        Entry entry,
        @Nullable String anonymousId,
        @Nullable List<String> campaign,
        SalesPlan plan) {

    /** The way in which a person first says who they are. */
    enum Entry {
        FORM,
        API,
        CHAT,
        CSV,
        /** Known from a mailing tool: only ever seen through their activities. */
        MAILING,
        /** A call-back form: a phone number and no address. */
        CALL_BACK
    }

    static Person make(
            Dice dice, Words words, List<Company> companies, Set<String> taken, int number, Persona persona) {
        String first = dice.pick(words.of("first"));
        String last = dice.pick(words.of("last"));
        // Squaring favours the companies at the front, so that some have many people here and most have few.
        double spread = dice.below(10_000) / 10_000.0;
        Company company = companies.get((int) (spread * spread * companies.size()));
        Entry entry = dice.weighted(List.of(Entry.values()), 52, 22, 8, 6, 8, 4);
        boolean freeMail = entry != Entry.CSV && dice.chance(0.16);
        String local = (freeMail ? "demo." : "") + ascii(first) + "." + ascii(last);
        String domain = freeMail ? "gmail.com" : company.domain();
        String email = taken.add(local + "@" + domain) ? local + "@" + domain : local + number + "@" + domain;
        boolean hasPhone = entry == Entry.CALL_BACK || dice.chance(0.35);
        return new Person(
                number,
                first,
                last,
                entry == Entry.CALL_BACK ? null : email,
                hasPhone ? phone(number) : null,
                dice.chance(0.82) ? title(dice, words, persona) : null,
                company,
                persona,
                entry,
                visitsFirst(dice, entry) ? "visitor-" + dice.hex(12) : null,
                dice.chance(0.6) ? List.of(dice.pick(words.of("campaign")).split("[|]", 3)) : null,
                SalesPlan.make(dice, persona));
    }

    /** The same person, seen to be a machine. */
    Person asCrawler() {
        SalesPlan none =
                new SalesPlan(Ending.LEFT_ALONE, "call", false, List.of(false, false, false, false), null, null);
        return new Person(
                number,
                firstName,
                lastName,
                email,
                phone,
                title,
                company,
                Persona.CRAWLER,
                entry,
                null,
                campaign,
                none);
    }

    private static boolean visitsFirst(Dice dice, Entry entry) {
        return switch (entry) {
            case FORM, CHAT -> dice.chance(0.75);
            case API, CALL_BACK -> dice.chance(0.2);
            case CSV, MAILING -> false;
        };
    }

    private static String title(Dice dice, Words words, Persona persona) {
        int[] weights = persona == Persona.HOT ? new int[] {22, 30, 20, 16, 12} : new int[] {45, 32, 11, 7, 5};
        String list = dice.weighted(List.of("junior", "middle", "director", "vice", "chief"), weights);
        return dice.pick(words.of("title." + list));
    }

    /** One of the British numbers that are kept for drama, so that nobody's phone rings. */
    private static String phone(int number) {
        return String.format(
                Locale.ROOT,
                "+44 %s 496 0%03d",
                List.of("113", "114", "115", "116", "117", "118", "121").get(number / 1000 % 7),
                number % 1000);
    }

    private static String ascii(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
