// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

/** Solves a symmetric positive definite system A x = b by A = L L'. */
final class Cholesky {

    private Cholesky() {}

    /**
     * The solution.
     *
     * @param a the matrix; its lower half is overwritten
     * @param b the right side; not changed
     * @throws ArithmeticException when the matrix is not positive definite
     */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int j = 0; j < n; j++) {
            double[] rowJ = a[j];
            double rest = rowJ[j];
            for (int k = 0; k < j; k++) {
                rest -= rowJ[k] * rowJ[k];
            }
            if (!(rest > 0)) {
                throw new ArithmeticException("the matrix is not positive definite at row " + j);
            }
            double root = Math.sqrt(rest);
            rowJ[j] = root;
            for (int i = j + 1; i < n; i++) {
                double[] rowI = a[i];
                double sum = rowI[j];
                for (int k = 0; k < j; k++) {
                    sum -= rowI[k] * rowJ[k];
                }
                rowI[j] = sum / root;
            }
        }
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
