// Every word of the real window goes through tr(): with a translator that puts brackets around each string,
// no word may stand outside of them but the operator's own (names, numbers) and the abbreviations of the
// field.
#include "core/engine/hardware.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/redis_server.h"
#include "tests/ui/application/real_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QTranslator>

#include <algorithm>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

class Brackets : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char*, int) const override {
    // Qt's own words are Qt's; keys and units of one sign are no words.
    const QString text = QString::fromUtf8(source);
    if (QString::fromUtf8(context).startsWith('Q') || isKeys(text)) return {};
    return u'⟦' + text + u'⟧';
  }

 private:
  static bool isKeys(const QString& text) {
    static const QRegularExpression keys("^((Ctrl|Shift|Alt)\\+|F\\d)");
    return keys.match(text).hasMatch();
  }
};

// What is not the program's: names and paths of the workspace, longest first, so that a part of one is not
// left over.
QStringList ownWords(const Workspace& workspace) {
  QStringList words;
  const auto add = [&](const std::string& word) {
    if (!word.empty()) words.push_back(QString::fromStdString(word));
  };
  for (const Target& target : workspace.targets) {
    add(target.name), add(target.model), add(target.deployment), add(target.nameSpace), add(target.gpu);
    add(target.journal);
    words.push_back(QFileInfo(QString::fromStdString(target.journal)).fileName());
    words.push_back(QFileInfo(QString::fromStdString(target.journal)).path());
  }
  for (const Scenario& scenario : workspace.scenarios) add(scenario.name);
  for (const RedisConnection& redis : workspace.connections)
    add(redis.name), add(redis.url), add(redis.model);
  if (const auto hardware = Hardware::builtIn()) {
    for (const GpuSpec& gpu : hardware->gpus()) add(gpu.name);
    for (const ModelSpec& model : hardware->models()) add(model.name);
  }
  words << "Redis of the test"
        << "sample.headroom"
        << "traffic.csv"
        << "127.0.0.1:6379"
        << "redis://";
  std::ranges::sort(words, std::greater(), &QString::size);
  return words;
}

// Places: URLs, keys of Redis, paths.
const QRegularExpression& places() {
  static const QRegularExpression all("\\b(https?|rediss?|unix)://\\S*|\\baibrix:\\S+|(?<!\\w)/[\\w./-]+");
  return all;
}

// What core says in sentences of its own, the same as on the command line: findings, and what the cluster
// would do.
bool isOfCore(const QWidget* widget) {
  if (widget->objectName() == "answer.clusterBox") return true;
  for (; widget; widget = widget->parentWidget()) {
    const QString name = widget->objectName();
    if (name.startsWith("finding") || name.startsWith("mend.") || name == "answer.clusterWarning")
      return true;
  }
  return false;
}

// Marks of the field and of the program, and what names a key.
const QRegularExpression& marks() {
  static const QRegularExpression all(
      "\\b(Headroom|Qt|KV "
      "cache|E2E|TTFT|TPOT|TPAT|TPUT|TT|P50|P90|P99|SLOs?|GPUs?|URL|API|KV|CPU|Redis|JSON|CSV|PNG|"
      "SVG|"
      "Ctrl|Shift|Alt|Return|Backspace|Esc|Del|Ins|Up|Down|Left|Right|F\\d+|ms|min|req|GB|tok|created|true|"
      "false)\\b");
  return all;
}

class Reader {
 public:
  explicit Reader(const Workspace& workspace) : m_own(ownWords(workspace)) {}

  void take(const QString& where, QString text) {
    if (Qt::mightBeRichText(text)) text = QTextDocumentFragment::fromHtml(text).toPlainText();
    QString left = text;
    static const QRegularExpression bracketed("⟦[^⟦⟧]*⟧");
    while (left.contains(bracketed)) left.remove(bracketed);
    left.remove(places());
    for (const QString& word : m_own) left.remove(word);
    left.remove(marks());
    static const QRegularExpression word("\\p{L}{2,}");
    if (left.contains(word)) m_bare.insert(where + ": \"" + text + '"');
  }

  void read(const QWidget* widget) {
    if (isOfCore(widget) || widget->inherits("QDockWidgetTitleButton")) return;
    const QString where = QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName());
    take(where + " tool tip", widget->toolTip());
    take(where + " accessible name", widget->accessibleName());
    take(where + " accessible description", widget->accessibleDescription());
    if (const auto* label = qobject_cast<const QLabel*>(widget)) take(where, label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) take(where, button->text());
    if (const auto* box = qobject_cast<const QGroupBox*>(widget)) take(where, box->title());
    if (const auto* dock = qobject_cast<const QDockWidget*>(widget)) take(where, dock->windowTitle());
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) take(where, line->placeholderText());
    if (const auto* combo = qobject_cast<const QComboBox*>(widget))
      for (int i = 0; i < combo->count(); ++i) take(where, combo->itemText(i));
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
      for (int i = 0; i < tabs->count(); ++i) take(where, tabs->tabText(i));
    if (const auto* table = qobject_cast<const QTableView*>(widget)) readTable(where, *table);
    for (const QAction* action : widget->actions()) {
      take(where + " action", action->text());
      take(where + " action", action->toolTip());
    }
  }
  void readMenu(const QMenu& menu) {
    for (const QAction* action : menu.actions()) {
      take("menu", action->text());
      if (const QMenu* inner = action->menu()) readMenu(*inner);
    }
  }
  QStringList bare() const {
    QStringList all(m_bare.begin(), m_bare.end());
    all.sort();
    return all;
  }

 private:
  void readTable(const QString& where, const QTableView& table) {
    const QAbstractItemModel* model = table.model();
    if (!model) return;
    for (int column = 0; column < model->columnCount(); ++column) {
      take(where + " header", model->headerData(column, Qt::Horizontal).toString());
      take(where + " header", model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
      for (int row = 0; row < std::min(model->rowCount(), 20); ++row)
        take(where + " cell", model->index(row, column).data().toString());
    }
  }

  QStringList m_own;
  QSet<QString> m_bare;
};

}  // namespace

class TestPseudoLocale : public QObject {
  Q_OBJECT

  Brackets m_brackets;

 private slots:
  void initTestCase() { QCoreApplication::installTranslator(&m_brackets); }

  // The pages as they begin, and as they are with the sample.
  void noWordIsBare_data() {
    QTest::addColumn<bool>("sample");
    QTest::newRow("empty") << false;
    QTest::newRow("sample") << true;
  }
  void noWordIsBare() {
    QFETCH(bool, sample);
    RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    RealWindow real;
    if (sample) {
      real.openSample();
      real.services.session.edit("Redis of the test", [&](Workspace& workspace) {
        workspace.connections.at(0).url = redis.url("").section('?', 0, 0).toStdString();
      });
    }
    Reader reader(real.services.session.workspace());
    for (const QAction* top : real.window->menuBar()->actions())
      if (top->menu()) reader.take("menu", top->text()), reader.readMenu(*top->menu());
    for (const QString& id : real.window->pageIds()) {
      const Page* page = real.show(id);
      for (const QAction* action : page->pageActions()) reader.take("page action", action->text());
      for (const QWidget* widget : real.window->findChildren<QWidget*>()) reader.read(widget);
    }
    const QStringList bare = reader.bare();
    // One line each, because Qt Test cuts a long one off.
    for (const QString& words : bare) qInfo("not through tr(): %s", qPrintable(words));
    QCOMPARE(bare.size(), 0);
  }
};

QTEST_MAIN(TestPseudoLocale)
#include "test_pseudo_locale.moc"
