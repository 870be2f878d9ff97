// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import com.google.common.net.InternetDomainName;
import java.util.Optional;
import java.util.Set;

/**
 * The registrable domain under which a company's people have their mail: {@code acme.co.uk} of
 * {@code jo@sales.acme.co.uk}.
 *
 * @param value ASCII, lower case
 */
public record CompanyDomain(String value) {

    /** Top levels that RFC 6761 keeps free of anybody: who has no address of their own is given one there. */
    private static final Set<String> NOBODYS = Set.of("invalid", "localhost");

    /** The company's domain of an address; empty where {@link #ofDomain} finds none. */
    public static Optional<CompanyDomain> of(EmailAddress email) {
        return ofDomain(email.domain());
    }

    /**
     * The company's domain of a normalised mail domain; empty for free mail, for a public suffix itself and for made-up
     * addresses under {@code .invalid} and {@code .localhost}. {@code .example} and {@code .test} stand for companies,
     * as documentation and test data mean them to.
     */
    public static Optional<CompanyDomain> ofDomain(String domain) {
        if (NOBODYS.contains(domain.substring(domain.lastIndexOf('.') + 1))) {
            return Optional.empty();
        }
        InternetDomainName name = InternetDomainName.from(domain);
        Optional<String> registrable = name.hasPublicSuffix()
                ? Optional.of(name)
                        .filter(InternetDomainName::isUnderPublicSuffix)
                        .map(n -> n.topPrivateDomain().toString())
                : lastTwoLabels(domain);
        return registrable.filter(d -> !FreeMail.isFree(d)).map(CompanyDomain::new);
    }

    @Override
    public String toString() {
        return value;
    }

    /** A top level the list does not know counts as a suffix of one label, as the list itself prescribes. */
    private static Optional<String> lastTwoLabels(String domain) {
        int top = domain.lastIndexOf('.');
        if (top <= 0) {
            return Optional.empty();
        }
        return Optional.of(domain.substring(domain.lastIndexOf('.', top - 1) + 1));
    }
}
