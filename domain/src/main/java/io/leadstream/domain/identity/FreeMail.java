// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Mail domains that anybody can have an address at, so that they say nothing about a company. */
public final class FreeMail {

    private static final Set<String> DOMAINS = read("free-mail-domains.txt");

    private FreeMail() {}

    /** True when the registrable domain (ASCII, lower case) belongs to a mail provider for the public. */
    public static boolean isFree(String registrableDomain) {
        return DOMAINS.contains(registrableDomain);
    }

    private static Set<String> read(String resource) {
        try (InputStream in = Objects.requireNonNull(FreeMail.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
