/// The test client: requests to an application, in process without a socket or against a port.
package dev.lodestar.test;
