// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.testkit.SettingsPage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void shouldPrintTheSettingsThatAreThere() throws IOException {
        SettingsPage.assertPrinted("NotifierSettings", NotifierSettings.define());
    }
}
