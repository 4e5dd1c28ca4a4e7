package io.gazetteer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServiceTest
class SignInPagesTest {

  private PageSession pages;

  @BeforeEach
  void sign_in() {
    pages = new PageSession();
  }

  @Test
  void the_form_names_faults_of_aws_and_tls_and_shows_no_secret_again() {
    String bundle = Certificates.authority("Page CA").pem().repeat(200);
    assertThat(bundle.length()).as("as long as those of managed services").isGreaterThan(200_000);
    pages
        .form()
        .formParam("connection", "Shop")
        .formParam("host", "localhost")
        .formParam("port", "5432")
        .formParam("authType", "iam_role")
        .formParam("username", "reader")
        .formParam("password", "of-another-way")
        .formParam("aws_role_arn", "the catalogue")
        .formParam("aws_access_key_id", "AKIDPAGE")
        .formParam("aws_session_token", "hidden-word")
        .formParam("sslmode", "require")
        .formParam("sslrootcert", bundle)
        .formParam("sslkey", "hidden-word")
        .formParam("act", "create")
        .post("/ui/workflows/new")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString("Role ARN: must be like"),
                containsString("Secret key: must be given with an access key"),
                containsString("CA certificates: is not used with sslmode require"),
                containsString("Client key: must be PEM text"),
                containsString("href=\"#f-sslrootcert\""),
                containsString("<details class=\"tls\" open>"),
                containsString("value=\"iam_role\" checked"),
                not(containsString("hidden-word")),
                not(containsString("of-another-way"))));
  }
}
