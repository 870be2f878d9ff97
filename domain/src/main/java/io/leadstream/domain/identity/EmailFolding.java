// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.util.Set;

/**
 * At which domains differently written addresses reach the same mailbox. Nothing is folded unless configured, because
 * most domains do tell such addresses apart.
 *
 * @param plusTags domains that ignore a {@code +} in the local part and all after it
 * @param dots domains that ignore dots in the local part
 */
public record EmailFolding(Set<String> plusTags, Set<String> dots) {

    /** Folds nothing. */
    public static final EmailFolding NONE = new EmailFolding(Set.of(), Set.of());

    public EmailFolding {
        plusTags = Set.copyOf(plusTags);
        dots = Set.copyOf(dots);
    }

    /** A quoted local part is a person's deliberate spelling and stays as it is. */
    String fold(String local, String domain) {
        if (local.charAt(0) == '"') {
            return local;
        }
        String folded = local;
        if (plusTags.contains(domain)) {
            int plus = folded.indexOf('+');
            folded = plus > 0 && folded.charAt(plus - 1) != '.' ? folded.substring(0, plus) : folded;
        }
        return dots.contains(domain) ? folded.replace(".", "") : folded;
    }
}
