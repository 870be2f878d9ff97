// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What has to be counted from here on because of a newly published version, and what of it has to be counted back first.
 *
 * @param since each measure to be counted, with the version at which counting began
 * @param missing of these, those whose past is not counted: while there are any, the version before serves
 * @param anew whether counting back has to begin anew; false also when there is nothing to count back
 */
public record MeasurePlan(Map<String, Integer> since, Set<String> missing, boolean anew) {

    /**
     * The plan for a version.
     *
     * @param known what is counted so far, with the version at which counting began
     * @param behind of these, those whose past is still being counted back
     * @param serving what the version in force looks at
     * @param needed what the new version looks at
     */
    public static MeasurePlan of(
            int version, Map<String, Integer> known, Set<String> behind, Set<String> serving, Set<String> needed) {
        var missing = new TreeSet<>(needed);
        missing.removeIf(name -> known.containsKey(name) && !behind.contains(name));
        // What has been read for some measures is past for others, so reading goes on only when it is for all of them.
        boolean anew = !behind.containsAll(missing);
        var since = new TreeMap<String, Integer>();
        var wanted = new TreeSet<>(serving);
        wanted.addAll(needed);
        for (String name : wanted) {
            Integer before = anew && missing.contains(name) ? null : known.get(name);
            since.put(name, before == null ? Integer.valueOf(version) : before);
        }
        return new MeasurePlan(since, missing, anew);
    }
}
