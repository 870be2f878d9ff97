// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted.capture;

import javax.sql.DataSource;

/** Against the arrows: the sink alone knows PostgreSQL. */
interface TalksToTheDatabase {
    DataSource rows();
}
