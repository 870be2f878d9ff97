// SPDX-License-Identifier: Apache-2.0
/** Web forms that may post here. */
@NullMarked
package io.leadstream.capture.form;

import org.jspecify.annotations.NullMarked;
