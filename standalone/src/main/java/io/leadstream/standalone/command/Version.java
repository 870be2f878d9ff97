// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What runs: told by --version and written into the data folder. */
public final class Version implements IVersionProvider {

    /** Of leadstream, as the jar's manifest has it; development when there is no jar. */
    public static String ofLeadstream() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "leadstream " + ofLeadstream(), "Kafka " + AppInfoParser.getVersion(), "Java " + Runtime.version()
        };
    }
}
