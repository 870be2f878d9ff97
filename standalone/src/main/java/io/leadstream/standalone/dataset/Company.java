// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A company that the demo's people work for.
 *
 * @param domain registrable domain of its e-mail addresses
 * @param annualRevenue whole units of currency
 */
record Company(String name, String domain, String industry, int employeeCount, long annualRevenue, String address) {

    private static final List<String> INDUSTRIES = List.of(
            "Technology",
            "Finance",
            "Healthcare",
            "Manufacturing",
            "Retail",
            "Logistics",
            "Media",
            "Education",
            "Government");

    static List<Company> make(Dice dice, Words words, int count) {
        List<Company> companies = new ArrayList<>(count);
        Set<String> domains = new HashSet<>();
        while (companies.size() < count) {
            String industry = INDUSTRIES.get(dice.weighted(26, 15, 13, 14, 10, 8, 6, 5, 3));
            String name = dice.pick(words.of("stem")) + " " + dice.pick(words.of("kind." + industry));
            String domain = domainOf(name, industry);
            int employees =
                    switch (dice.weighted(30, 38, 20, 12)) {
                        case 0 -> dice.between(2, 10);
                        case 1 -> dice.between(11, 100);
                        case 2 -> dice.between(101, 1000);
                        default -> dice.between(1001, 25_000);
                    };
            long revenue = (long) employees * dice.between(60, 210) * 1000L;
            String address =
                    dice.between(1, 180) + " " + dice.pick(words.of("street")) + ", " + dice.pick(words.of("city"));
            if (domains.add(domain)) {
                companies.add(new Company(name, domain, industry, employees, revenue, address));
            }
        }
        return companies;
    }

    private static String domainOf(String name, String industry) {
        String label = name.toLowerCase(Locale.ROOT).replace(' ', '-');
        return switch (industry) {
            case "Education" -> label + "-demo.edu";
            case "Government" -> label + "-demo.gov";
            // A name nobody owns under a public suffix that everybody knows, so that it counts as one company's.
            default -> label + "-demo.com";
        };
    }
}
