// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted.scoring;

import io.leadstream.architecture.planted.sink.WritesRows;

/** Against the arrows: two applications meet at topics. */
interface ReachesIntoTheSink extends WritesRows {}
