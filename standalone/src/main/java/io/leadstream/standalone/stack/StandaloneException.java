// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

/** Something that the person at the keyboard can mend: what is wrong, and what to do about it. */
public final class StandaloneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    public StandaloneException(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public StandaloneException(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    /** What to do, in one or two sentences. */
    public String remedy() {
        return remedy;
    }
}
