// A write is read back and compared: somebody who writes right after it does not go unseen.
#include "core/store/profile_store.h"
#include "tests/core/store/sample_profile.h"

#include <QtTest>

#include <functional>
#include <map>

using namespace headroom;
using namespace headroom::test;

namespace {

// Keeps texts in memory; after each replacement a test may put something else there.
class FakePlace : public StoreBackend {
 public:
  explicit FakePlace(std::function<void(FakePlace&)> afterReplace)
      : m_afterReplace(std::move(afterReplace)) {}

  Result<std::vector<StoredText>> list() override { return std::vector<StoredText>{}; }
  Result<std::optional<std::string>> read(const std::string& deployment) override {
    if (readFails) return Error{ErrorCode::connectionLost, "the connection is lost", "try again"};
    const auto found = texts.find(deployment);
    return found == texts.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
  }
  Result<std::vector<std::string>> history(const std::string&) override { return std::vector<std::string>{}; }
  Result<void> replace(std::span<const Replacement> all) override {
    for (const Replacement& one : all)
      if (one.next)
        texts[one.deployment] = *one.next;
      else
        texts.erase(one.deployment);
    if (!all.empty()) m_afterReplace(*this);
    return {};
  }
  std::string nameOf(const std::string& deployment) const override { return "place/" + deployment; }
  bool isLive() const override { return false; }

  std::map<std::string, std::string> texts;
  bool readFails = false;

 private:
  std::function<void(FakePlace&)> m_afterReplace;
};

ProfileStore storeThat(std::function<void(FakePlace&)> afterReplace, const std::string& before = {}) {
  auto place = std::make_unique<FakePlace>(std::move(afterReplace));
  if (!before.empty()) place->texts["a10"] = before;
  return ProfileStore(std::move(place));
}

}  // namespace

class TestReadBack : public QObject {
  Q_OBJECT

 private slots:
  void whatWasWrittenIsThere() {
    auto store = storeThat([](FakePlace&) {});
    QVERIFY(store.push(sampleProfile(), {}).ok());
    QVERIFY(store.remove("a10", {}).ok());
    QCOMPARE(store.get("a10").error().code, ErrorCode::notFound);
  }

  void anotherTextRightAfterIsAConflict() {
    for (const bool deletes : {false, true}) {
      auto store = storeThat([=](FakePlace& place) {
        if (deletes)
          place.texts.clear();
        else
          place.texts["a10"] += " ";
      });
      const auto pushed = store.push(sampleProfile(), {});
      QVERIFY(!pushed.ok());
      QCOMPARE(pushed.error().code, ErrorCode::conflict);
      QVERIFY2(pushed.error().message.starts_with("place/a10 was written, and somebody else"),
               pushed.error().message.c_str());
      QVERIFY(!pushed.error().hint.empty());
    }
  }

  void aDeletedProfileThatIsThereAgainIsAConflict() {
    auto store = storeThat([](FakePlace& place) { place.texts["a10"] = "{}"; }, "{}");
    const auto removed = store.remove("a10", {});
    QVERIFY(!removed.ok());
    QCOMPARE(removed.error().code, ErrorCode::conflict);
    QVERIFY2(removed.error().message.starts_with("place/a10 was deleted, and somebody else"),
             removed.error().message.c_str());
  }

  void whatCannotBeReadBackIsTold() {
    auto store = storeThat([](FakePlace& place) { place.readFails = true; });
    const auto pushed = store.push(sampleProfile(), {});
    QCOMPARE(pushed.error().code, ErrorCode::connectionLost);
    QVERIFY(pushed.error().message.find("could not be read back") != std::string::npos);
    auto other = storeThat([](FakePlace& place) { place.readFails = true; }, "{}");
    const auto removed = other.remove("a10", {});
    QCOMPARE(removed.error().code, ErrorCode::connectionLost);
    QVERIFY(removed.error().message.find("could not be read back") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestReadBack)
#include "test_read_back.moc"
