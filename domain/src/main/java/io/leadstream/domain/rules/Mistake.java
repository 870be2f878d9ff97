// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

/**
 * A mistake in a file that somebody wrote.
 *
 * @param path where, such as {@code rules[3].operator}
 * @param problem what is wrong, repeating what was written
 * @param fix what to write instead
 */
public record Mistake(String path, String problem, String fix) {

    @Override
    public String toString() {
        return path + ": " + problem + "; " + fix;
    }
}
