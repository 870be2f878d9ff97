// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import picocli.CommandLine.Option;

/** Who publishes, as the version will say. */
final class PublisherName {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who publishes, as the version will say; ${DEFAULT-VALUE} unless given.")
    private String name = "";

    @Override
    public String toString() {
        return name.isBlank() ? "unknown" : name;
    }
}
