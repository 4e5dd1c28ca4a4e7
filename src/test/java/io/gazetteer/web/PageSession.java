package io.gazetteer.web;

import static io.restassured.RestAssured.given;

import io.gazetteer.testing.StoreResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Somebody signed in to the pages, without a browser. */
final class PageSession {

  private static final String COOKIE = "gazetteer-session";
  private static final String TOKEN = "csrf-token";

  private final String session =
      given()
          .redirects()
          .follow(false)
          .formParam("j_username", "admin")
          .formParam("j_password", StoreResource.ADMIN_PASSWORD)
          .post("/j_security_check")
          .cookie(COOKIE);
  private final String token = given().cookie(COOKIE, session).get("/ui/workflows").cookie(TOKEN);

  /** A page as a browser asks for it. */
  Response get(String path) {
    return request().urlEncodingEnabled(false).get(path);
  }

  /** A part of a page as htmx asks for it. */
  Response part(String path) {
    return request().urlEncodingEnabled(false).header("HX-Request", "true").get(path);
  }

  /** A form of a page, with its token; parameters follow. */
  RequestSpecification form() {
    return request().cookie(TOKEN, token).formParam(TOKEN, token);
  }

  /** With the session alone. */
  RequestSpecification request() {
    return given().redirects().follow(false).cookie(COOKIE, session);
  }
}
