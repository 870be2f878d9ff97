// SPDX-License-Identifier: Apache-2.0
/** Captured leads and activities into profiles, scores and qualifications. */
@NullMarked
package io.leadstream.scoring;

import org.jspecify.annotations.NullMarked;
