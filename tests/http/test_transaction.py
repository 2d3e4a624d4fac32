from sqlalchemy import Engine, text
from starlette.testclient import TestClient


def written(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text("select name from slips order by name")).scalars())


def test_what_a_route_wrote_is_there_when_its_answer_arrives(http: TestClient, own_engine: Engine) -> None:
    assert http.post("/notes", json={"name": "one"}).status_code == 201
    assert written(own_engine) == ["one"]
    assert http.get("/notes/one").json() == {"name": "one", "pages": 1}


def test_nothing_stays_of_a_route_that_raised(http: TestClient, own_engine: Engine) -> None:
    assert http.post("/notes", json={"name": "twice"}).status_code == 409
    assert written(own_engine) == []


def test_a_commit_that_fails_is_no_success(http: TestClient, own_engine: Engine) -> None:
    with own_engine.begin() as connection:
        connection.execute(text("alter table slips add constraint late unique (name) deferrable initially deferred"))
        connection.execute(text("alter table slips drop constraint slips_pkey"))
        connection.execute(text("insert into slips values ('one')"))
    assert http.post("/notes", json={"name": "one"}).status_code == 500
    assert written(own_engine) == ["one"]
