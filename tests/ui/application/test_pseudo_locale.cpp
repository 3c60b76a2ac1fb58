// Every word of the real window goes through tr(): with a translator that puts brackets around each string,
// no word may stand outside of them but the operator's own (names, numbers) and the abbreviations of the
// field.
#include "core/engine/hardware.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/redis_server.h"
#include "tests/ui/application/real_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabBar>
#include <QTableView>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QTranslator>
#include <QTreeView>

#include <algorithm>
#include <condition_variable>
#include <mutex>

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
        << "redis://"
        // Names that the program proposes.
        << "aibrix-redis-master"
        << "llama2-7b-v100-16gb"
        << "v100-16gb";
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
  // Also what a server, a file or kubectl answered.
  static const QStringList answers{"answer.clusterBox", "clusterState", "clusterHint", "askAnswer"};
  if (answers.contains(widget->objectName())) return true;
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
    if (isOfCore(widget) || widget->inherits("QDockWidgetTitleButton") || isOfQt(widget)) return;
    const QString where = QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName());
    take(where + " tool tip", widget->toolTip());
    take(where + " accessible name", widget->accessibleName());
    take(where + " accessible description", widget->accessibleDescription());
    if (const auto* label = qobject_cast<const QLabel*>(widget)) take(where, label->text());
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) take(where, button->text());
    if (const auto* box = qobject_cast<const QGroupBox*>(widget)) take(where, box->title());
    if (const auto* dock = qobject_cast<const QDockWidget*>(widget)) take(where, dock->windowTitle());
    if (qobject_cast<const QDialog*>(widget)) take(where + " title", widget->windowTitle());
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) take(where, line->placeholderText());
    if (const auto* combo = qobject_cast<const QComboBox*>(widget))
      for (int i = 0; i < combo->count(); ++i) take(where, combo->itemText(i));
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
      for (int i = 0; i < tabs->count(); ++i) take(where, tabs->tabText(i));
    if (const auto* table = qobject_cast<const QTableView*>(widget)) readTable(where, *table);
    if (const auto* list = qobject_cast<const QListView*>(widget)) readTree(where, list->model(), {});
    if (const auto* tree = qobject_cast<const QTreeView*>(widget)) readTree(where, tree->model(), {});
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

  void readAll(const QWidget* root) {
    read(root);
    for (const QWidget* widget : root->findChildren<QWidget*>()) read(widget);
  }

 private:
  // "Cancel", "Save" and the like, which Qt translates.
  static bool isOfQt(const QWidget* widget) {
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    const auto* box = button ? qobject_cast<const QDialogButtonBox*>(button->parentWidget()) : nullptr;
    return box && box->standardButton(const_cast<QAbstractButton*>(button)) != QDialogButtonBox::NoButton;
  }
  void readTree(const QString& where, const QAbstractItemModel* model, const QModelIndex& parent) {
    if (!model) return;
    for (int column = 0; column < model->columnCount(parent); ++column) {
      take(where + " header", model->headerData(column, Qt::Horizontal).toString());
      for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, column, parent);
        take(where + " item", index.data().toString());
        if (column == 0) readTree(where, model, index);
      }
    }
  }
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

class TestPseudoLocale : public headroom::test::WidgetTest {
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
    tell(reader);
  }

  // What opens above the pages, and what is told beside them.
  void noWordOfADialogIsBare() {
    RealWindow real;
    real.services.settings.setValue("kubectl/program", "/nowhere/kubectl");
    real.openSample();
    Reader reader(real.services.session.workspace());
    const auto dialog = [&](const char* page, const char* action, const char* name) {
      if (*page) real.show(page);
      real.action(action)->trigger();
      QWidget* found = nullptr;
      const bool there = QTest::qWaitFor([&] {
        found = real.window->findChild<QDialog*>(name);
        return found && found->isVisible();
      });
      if (!there) qFatal("no %s", name);
      return found;
    };
    const auto done = [&](QWidget* open) {
      reader.readAll(open);
      const QPointer<QWidget> gone(open);
      static_cast<QDialog*>(open)->reject();
      QTRY_VERIFY(!gone || !gone->isVisible());
    };
    QWidget* add = dialog("targets", "targets.add", "addTargetDialog");
    for (const char* way : {"url", "cluster", "simulated"}) {
      QTest::mouseClick(add->findChild<QPushButton*>(way), Qt::LeftButton);
      reader.readAll(add);
    }
    done(add);
    done(dialog("cluster", "cluster.add", "connectionDialog"));
    done(dialog("cluster", "cluster.edit", "connectionDialog"));
    QWidget* start = dialog("benchmark", "benchmark.start", "startDialog");
    QTRY_VERIFY(!start->findChild<QLabel*>("startSummary")->text().isEmpty());
    QTRY_VERIFY(real.services.tasks.idle());
    done(start);
    done(dialog("", "help.palette", "commandPalette"));
    done(dialog("", "help.shortcuts", "shortcutSheet"));
    QWidget* help = dialog("", "help.here", "helpDialog");
    // The pages and their titles are files of each language.
    help->findChild<QTextBrowser*>()->clear();
    help->findChild<QListWidget*>()->clear();
    done(help);

    // A question about edits, one about work, the work itself, and a message.
    real.services.session.edit("⟦Edit⟧", [](Workspace& w) { w.targetUtilisation = 0.31; });
    done(dialog("", "file.new", "saveQuestion"));
    real.services.session.undoStack()->undo();
    real.services.tasks.run<int>(
        real.window.get(), {"⟦Work⟧"},
        [](const std::stop_token& stop, const ProgressSink& progress) -> Tasks::Answer<int> {
          Progress now;
          now.done = 1, now.total = 4;
          progress(now);
          std::mutex mutex;
          std::condition_variable_any never;
          std::unique_lock lock(mutex);
          never.wait(lock, stop, [] { return false; });
          return Error{ErrorCode::cancelled, "stopped"};
        },
        [](const Tasks::Answer<int>&) {});
    real.action("view.tasks")->trigger();
    real.services.messages.post({.severity = Severity::warning,
                                 .cause = "⟦Cause⟧",
                                 .nextStep = "⟦Step⟧",
                                 .details = {"⟦Detail⟧"},
                                 .actions = {{"⟦Act⟧", [] {}}},
                                 .key = {}});
    QTRY_VERIFY(real.window->findChild<QWidget*>("task") && real.window->findChild<QWidget*>("message"));
    for (const char* name : {"taskPanel", "messageArea", "taskSummary"})
      reader.readAll(real.window->findChild<QWidget*>(name));
    done(dialog("", "file.quit", "closeQuestion"));
    real.services.tasks.cancelAll();
    QTRY_VERIFY(real.services.tasks.idle());
    tell(reader);
  }

 private:
  void tell(const Reader& reader) {
    const QStringList bare = reader.bare();
    // One line each, because Qt Test cuts a long one off.
    for (const QString& words : bare) qInfo("not through tr(): %s", qPrintable(words));
    QCOMPARE(bare.size(), 0);
  }
};

QTEST_MAIN(TestPseudoLocale)
#include "test_pseudo_locale.moc"
