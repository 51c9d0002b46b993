/// Forms as browsers send them: fields and uploaded files, from `application/x-www-form-urlencoded`
/// and `multipart/form-data`, whole or part by part.
@org.jspecify.annotations.NullMarked
package dev.lodestar.form;
