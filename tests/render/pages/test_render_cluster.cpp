// The Cluster page against its pictures: a real redis-server behind a port-forward of the tests' kubectl, so
// that no port shows.
#include "core/profile/profile_json.h"
#include "core/store/redis_backend.h"
#include "core/workspace/workspace_profiles.h"
#include "tests/render/pages/page_fixture.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/measured_workspace.h"
#include "tests/support/redis_server.h"
#include "ui/widgets/figure_table.h"

#include <nlohmann/json.hpp>

using namespace headroom;
using namespace headroom::ui;

namespace {

constexpr char model[] = "llama2-7b";

QString keyOf(const std::string& deployment) { return QString::fromStdString(profileKey(model, deployment)); }

void put(const test::RedisServer& redis, Profile profile, int days) {
  profile.created = unixNow() - days * 86400.0 - 3600;
  redis.command({"SET", keyOf(profile.gpu), QString::fromStdString(profileJson(profile))});
}

// What an earlier push left: the A10 with a tenth more, the A100 with less, and one that is nobody's here.
void fill(const test::RedisServer& redis, const Workspace& workspace) {
  std::vector<Profile> own;
  for (const WorkspaceProfile& one : readWorkspaceProfiles(workspace))
    if (one.profile) own.push_back(*one.profile);
  if (own.size() < 3) qFatal("the measured workspace has too few profiles");
  const auto scaled = [](Profile profile, double factor) {
    for (auto& row : profile.throughput)
      for (double& value : row) value *= factor;
    return profile;
  };
  put(redis, scaled(own[0], 0.9), 9);
  Profile older = scaled(own[1], 1.15);
  for (std::size_t row = 0; row < older.throughput.size(); ++row)
    older.throughput[row].back() = std::max(older.throughput[row].back(), 0.3);
  put(redis, older, 9);
  Profile other = scaled(own[1], 2);
  other.gpu = "llama2-7b-l40s";
  other.cost = 1.85;
  put(redis, other, 31);
  // Of another year, so that its day is shown and no time.
  for (const double at : {1'698'000'000.0, 1'700'000'000.0}) {
    older.slos.e2e = at > 1'699'000'000 ? 26 : 30;
    const nlohmann::json item{{"replacedAt", at}, {"by", "push"}, {"profile", profileJson(older)}};
    redis.command({"LPUSH", "headroom:history:" + keyOf(older.gpu), QString::fromStdString(item.dump())});
  }
}

}  // namespace

class TestRenderCluster : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QVERIFY2(test::fontsAreThere(), test::noFonts); }

  void looksAsItShould_data() { test::addPageVariants({"cluster", "cluster-empty"}); }

  void looksAsItShould() {
    test::PageFixture f(test::PageVariant::current());
    if (f.scene() == "cluster-empty") {
      f.openEmpty("cluster");
      const QString difference = test::differenceOfPage(f);
      QVERIFY2(difference.isEmpty(), qPrintable(difference));
      return;
    }
    const test::RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    const test::FakeCluster cluster;
    cluster.put("backend", std::to_string(redis.port()));
    f.services().settings.setValue("kubectl/program", FAKE_KUBECTL);
    f.services().settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    f.open("cluster", [&](Workspace& workspace) {
      workspace.slos[Metric::e2e].value = 20;
      workspace.connections = {{.name = "production",
                                .url = "redis://localhost:6379/0",
                                .model = model,
                                .nameSpace = "aibrix-system",
                                .service = "aibrix-redis-master",
                                .optimizerUrl = "http://127.0.0.1:8080"}};
      for (Target& target : workspace.targets) target.nameSpace.clear();
      fill(redis, workspace);
    });
    f.settle();
    auto* table = f.child<FigureTable>("profiles");
    QTRY_VERIFY(table->model()->rowCount() >= 4);
    table->setCurrentIndex(table->model()->index(1, 0));
    f.session().selectCell(1024, 512);
    const QString difference = test::differenceOfPage(f);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
  }
};

QTEST_MAIN(TestRenderCluster)
#include "test_render_cluster.moc"
