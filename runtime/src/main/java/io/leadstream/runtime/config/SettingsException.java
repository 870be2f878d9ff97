// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.util.List;

/** The configuration can't be used; every mistake is named with its key, its value and what was expected. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> mistakes;

    public SettingsException(List<String> mistakes) {
        super(String.join(System.lineSeparator(), mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One sentence for each mistake, in the order of the declarations. */
    public List<String> mistakes() {
        return mistakes;
    }
}
