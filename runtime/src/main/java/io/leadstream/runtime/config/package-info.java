// SPDX-License-Identifier: Apache-2.0
/** Settings: declared once per key, layered, checked, and printed without secrets. */
@NullMarked
package io.leadstream.runtime.config;

import org.jspecify.annotations.NullMarked;
