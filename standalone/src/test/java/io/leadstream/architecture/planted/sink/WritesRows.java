// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted.sink;

/** A class of another module to import. */
public interface WritesRows {}
