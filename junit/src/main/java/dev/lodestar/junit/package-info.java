/// The JUnit extension: test clients as parameters of test methods.
package dev.lodestar.junit;
